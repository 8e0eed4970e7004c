import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Runner } from '../../../server/src/core/link/moduleHost';
import { analyze } from '../../support/analysis';
import { loadFrontEnds } from '../../support/frontEnds';
import { MemoryHost } from '../../support/memoryHost';

before(loadFrontEnds);

const PYTHON = 'from openai import OpenAI\nclient = OpenAI()\n';
const NODE = 'import OpenAI from "openai";\nconst client = new OpenAI();\n';
const CALL = 'client.responses.create(model="gpt-5.4", input=text)';
const NODE_CALL = 'client.responses.create({ model: "gpt-5.4", input: text })';

/** "workload: strongest evidence" of every call in the file. */
function judged(path: string, text: string, runners: Readonly<Record<string, readonly Runner[]>> = {}): readonly string[] {
  const { calls } = analyze(path, new MemoryHost({ [path]: text }, {}, runners));
  return calls.map(({ workload: { workload, evidence } }) => (evidence[0] ? `${workload}: ${evidence[0].text}` : workload));
}

function judges(title: string, path: string, text: string, expected: RegExp, runners?: Readonly<Record<string, readonly Runner[]>>): void {
  it(title, () => {
    const found = judged(path, text, runners);
    assert.equal(found.length, 1, `one call in ${path}`);
    assert.match(found[0]!, expected);
  });
}

const fastapi = 'from fastapi import FastAPI\napp = FastAPI()\n';

describe('only a job waits for what a request starts and leaves', () => {
  judges(
    'a thread of a route',
    '/app.py',
    `import threading\n${fastapi}${PYTHON}def summarize(text):\n    print(${CALL})\n@app.post("/jobs")\ndef jobs(text: str):\n    threading.Thread(target=summarize, args=(text,)).start()\n    return {"accepted": True}\n`,
    /^background: a thread started at app\.py:10, for a FastAPI route at app\.py:9$/,
  );
  judges(
    'a task of a route that nobody awaits',
    '/app.py',
    `import asyncio\n${fastapi}${PYTHON}async def summarize(text):\n    print(${CALL})\n@app.post("/jobs")\nasync def jobs(text: str):\n    asyncio.create_task(summarize(text))\n    return {"accepted": True}\n`,
    /^background: a task started at app\.py:10/,
  );
  judges(
    'a function submitted to a pool by a route that does not ask for its result',
    '/app.py',
    `from concurrent.futures import ThreadPoolExecutor\nfrom flask import Flask\napp = Flask(__name__)\npool = ThreadPoolExecutor()\n${PYTHON}def work(text):\n    return ${CALL}\n@app.route("/go")\ndef go():\n    pool.submit(work, "a")\n    return "", 202\n`,
    /^background: a thread started at app\.py:11/,
  );
  judges(
    'after() of Next.js',
    '/app/api/note/route.ts',
    `import { after } from "next/server";\n${NODE}export async function POST(request: Request) {\n  const { text } = await request.json();\n  after(async () => {\n    console.log((await ${NODE_CALL}).output_text);\n  });\n  return Response.json({ accepted: true });\n}\n`,
    /^background: `after\(\)` started at app\/api\/note\/route\.ts:6, for a Next\.js route handler/,
  );
  judges(
    'waitUntil() of a worker',
    '/src/worker.ts',
    `${NODE}async function summarize(text: string) {\n  console.log((await ${NODE_CALL}).output_text);\n}\nexport default {\n  async fetch(request: Request, env: Env, ctx: ExecutionContext) {\n    ctx.waitUntil(summarize(await request.text()));\n    return new Response("ok");\n  },\n};\n`,
    /^background: `waitUntil\(\)` started/,
  );
  judges(
    'what follows a 202 in an Express route',
    '/server.js',
    `const express = require("express");\nconst OpenAI = require("openai");\nconst client = new OpenAI();\nconst app = express();\napp.post("/jobs", async (req, res) => {\n  const text = req.body.text;\n  if (!text) {\n    res.status(400).json({ error: "text" });\n    return;\n  }\n  res.status(202).json({ accepted: true });\n  const answer = await ${NODE_CALL};\n  console.log(answer.output_text);\n});\n`,
    /^background: the response was sent at server\.js:11, for an Express route/,
  );
  judges(
    'setImmediate() of a Fastify route',
    '/server.ts',
    `import Fastify from "fastify";\n${NODE}const app = Fastify();\nasync function run(text: string) {\n  await ${NODE_CALL};\n}\napp.post("/jobs", async (request, reply) => {\n  setImmediate(() => run("a"));\n  return { accepted: true };\n});\n`,
    /^background: `setImmediate\(\)` started/,
  );
});

describe('a person still waits', () => {
  judges(
    'where what was started is handed on to whoever answers',
    '/app.py',
    `from concurrent.futures import ThreadPoolExecutor\n${fastapi}${PYTHON}pool = ThreadPoolExecutor()\ndef related(text):\n    return ${CALL}\n@app.post("/search")\ndef search(text: str):\n    future = pool.submit(related, text)\n    return StreamingResponse(pieces(text, future))\n`,
    /^interactive: called from a FastAPI route/,
  );
  judges(
    'for the command of a bot that its folder loads',
    '/commands/chat.js',
    `const OpenAI = require("openai");\nconst client = new OpenAI();\nmodule.exports = {\n  name: "chat",\n  async execute(message, args) {\n    const text = args.join(" ");\n    message.reply((await ${NODE_CALL}).output_text);\n  },\n};\n`,
    /^interactive: inside a command of a chat bot/,
  );
  judges(
    'where the route joins its thread',
    '/app.py',
    `import threading\n${fastapi}${PYTHON}def summarize(text):\n    print(${CALL})\n@app.post("/jobs")\ndef jobs(text: str):\n    thread = threading.Thread(target=summarize, args=(text,))\n    thread.start()\n    thread.join()\n    return "done"\n`,
    /^interactive: called from a FastAPI route/,
  );
  judges(
    'where the route awaits its task',
    '/app.py',
    `import asyncio\n${fastapi}${PYTHON}async def summarize(text):\n    return ${CALL}\n@app.post("/jobs")\nasync def jobs(text: str):\n    task = asyncio.create_task(summarize(text))\n    return await task\n`,
    /^interactive: called from a FastAPI route/,
  );
  judges(
    'where the response of another way was sent before',
    '/server.js',
    `const express = require("express");\nconst OpenAI = require("openai");\nconst client = new OpenAI();\nconst app = express();\napp.post("/chat", async (req, res) => {\n  const text = req.body.text;\n  if (!text) {\n    res.status(400).json({ error: "text" });\n    return;\n  }\n  res.json(await ${NODE_CALL});\n});\n`,
    /^interactive: inside an Express route/,
  );
  judges(
    'where a thread talks on through an open socket',
    '/app.py',
    `from threading import Thread\nfrom flask_socketio import SocketIO, emit\nsocketio = SocketIO()\n${PYTHON}def answer(text):\n    socketio.emit("answer", ${CALL})\n@socketio.on("message")\ndef message(data):\n    Thread(target=lambda: answer(data)).start()\n`,
    /^interactive: called from a Socket\.IO handler/,
  );
  judges(
    'where a webhook answers a message in a background task',
    '/webhook.py',
    `from fastapi import BackgroundTasks, FastAPI\napp = FastAPI()\n${PYTHON}def reply(wa_id, text):\n    send_whatsapp_message(wa_id, ${CALL}.output_text)\n@app.post("/webhook")\nasync def webhook(body: dict, tasks: BackgroundTasks):\n    tasks.add_task(reply, body["from"], body["text"])\n    return "ok"\n`,
    /^interactive: answers a message, called from a background task of FastAPI/,
  );
});

describe('the specific place beats the general one', () => {
  judges(
    'Netlify background functions by their name',
    '/netlify/functions/digest-background.js',
    `const OpenAI = require("openai");\nconst client = new OpenAI();\nexports.handler = async (event) => {\n  const { text } = JSON.parse(event.body);\n  await ${NODE_CALL};\n};\n`,
    /^background: inside a Netlify background function/,
  );
  judges(
    'Netlify functions by their schedule',
    '/netlify/functions/nightly.mts',
    `${NODE}export default async () => {\n  const text = "a";\n  await ${NODE_CALL};\n};\nexport const config = { schedule: "@daily" };\n`,
    /^background: inside a function that runs on a schedule/,
  );
  judges(
    'Netlify functions that schedule() wraps',
    '/netlify/functions/hourly.ts',
    `import { schedule } from "@netlify/functions";\n${NODE}export const handler = schedule("@hourly", async () => {\n  const text = "a";\n  await ${NODE_CALL};\n  return { statusCode: 200 };\n});\n`,
    /^background: /,
  );
  judges(
    'Lambdas by the records of a queue, whose bodies are no request',
    '/lambda/worker.py',
    `import json\n${PYTHON}def handler(event, context):\n    for record in event["Records"]:\n        text = json.loads(record["body"])\n        ${CALL}\n    return {"statusCode": 200}\n`,
    /^background: inside a Lambda with queue or schedule events/,
  );
  judges(
    'routes that a configuration calls on a schedule',
    '/app/api/digest/route.ts',
    `${NODE}export async function GET() {\n  const text = "a";\n  await ${NODE_CALL};\n  return Response.json({});\n}\n`,
    /^background: inside a route that a schedule calls/,
    { '/app/api/digest/route.ts': [{ kind: 'cron-route', text: 'vercel.json calls this route on a schedule' }] },
  );
  judges(
    'but a function beside it answers requests as ever',
    '/netlify/functions/summary.ts',
    `${NODE}export const handler = async (event) => {\n  const text = JSON.parse(event.body).text;\n  return { statusCode: 200, body: (await ${NODE_CALL}).output_text };\n};\n`,
    /^interactive: inside a Netlify function/,
  );
});

describe('a stream that is only collected has no reader', () => {
  const main = 'if __name__ == "__main__":\n    for text in open("texts.txt"):\n        save(label(text))\n';
  judges(
    'pieces that go into a list',
    '/label.py',
    `${PYTHON}def label(text):\n    parts = []\n    for event in client.responses.create(model="gpt-5.4", input=text, stream=True):\n        if event.type == "response.output_text.delta":\n            parts.append(event.delta)\n    return "".join(parts)\n${main}`,
    /^offline: called from `if __name__/,
  );
  judges(
    'pieces that are added to a string',
    '/label.py',
    `${PYTHON}def label(text):\n    stream = client.responses.create(model="gpt-5.4", input=text, stream=True)\n    answer = ""\n    for event in stream:\n        answer += getattr(event, "delta", "")\n    return answer\n${main}`,
    /^offline: called from `if __name__/,
  );
  judges(
    'pieces that a job joins',
    '/jobs/label.ts',
    `import { Worker } from "bullmq";\n${NODE}new Worker("labels", async (job) => {\n  const stream = await client.responses.create({ model: "gpt-5.4", input: job.data.text, stream: true });\n  let answer = "";\n  for await (const event of stream) {\n    if (event.type === "response.output_text.delta") answer += event.delta;\n  }\n  return answer;\n});\n`,
    /^background: inside a BullMQ worker/,
  );
  judges(
    'a comprehension that joins them',
    '/label.py',
    `${PYTHON}def label(text):\n    stream = client.responses.create(model="gpt-5.4", input=text, stream=True)\n    return "".join(e.delta for e in stream if e.type == "response.output_text.delta")\n${main}`,
    /^offline: called from `if __name__/,
  );
  judges(
    'but pieces that are printed are read',
    '/ask.py',
    `${PYTHON}def ask(text):\n    for event in client.responses.create(model="gpt-5.4", input=text, stream=True):\n        print(event.delta, end="")\n${main.replaceAll('label', 'ask')}`,
    /^interactive: streamed$/,
  );
  judges(
    'and so are pieces that are yielded, sent or handed to a callback',
    '/ask.ts',
    `${NODE}export async function ask(text: string, onToken: (token: string) => void) {\n  const stream = await client.responses.create({ model: "gpt-5.4", input: text, stream: true });\n  for await (const event of stream) {\n    if (event.type === "response.output_text.delta") onToken(event.delta);\n  }\n}\n`,
    /^interactive: streamed$/,
  );
});

describe('folders and names are hints', () => {
  judges(
    'a streamed handler in a folder named test answers requests',
    '/apps/test/app/api/chat/route.ts',
    `${NODE}export async function POST(request: Request) {\n  const text = await request.text();\n  const stream = await client.responses.create({ model: "gpt-5.4", input: text, stream: true });\n  return new Response(stream.toReadableStream());\n}\n`,
    /^interactive: /,
  );
  judges(
    'data of tests is judged by what it is',
    '/tests/fixtures/shop/pages/api/summary.ts',
    `${NODE}export default async function handler(req, res) {\n  const text = req.body;\n  res.json(await ${NODE_CALL});\n}\n`,
    /^interactive: inside a Next\.js API route/,
  );
  judges(
    '__fixtures__ too',
    '/src/__tests__/__fixtures__/ask.ts',
    `${NODE}export const ask = (text: string) => ${NODE_CALL};\n`,
    /^unknown$/,
  );
  judges(
    'code beside the tests of a folder stays theirs',
    '/tests/helpers.py',
    `${PYTHON}def ask(text):\n    return ${CALL}\n`,
    /^offline: tests\/ folder$/,
  );
  judges(
    'a program named like a test that asks at the terminal is none',
    '/gpt_test.py',
    `${PYTHON}text = input("Ask something: ")\nwhile text != "":\n    print(${CALL})\n    text = input("Keep asking: ")\n`,
    /^interactive: answers what is typed/,
  );
  judges(
    'a module named like a script says nothing',
    '/shop/generate_data.py',
    `${PYTHON}def rows(text):\n    return ${CALL}\n`,
    /^unknown$/,
  );
  judges(
    'a program named like one does',
    '/shop/generate_data.py',
    `${PYTHON}def rows(text):\n    return ${CALL}\n\nif __name__ == "__main__":\n    print(rows("a"))\n`,
    /^offline: called from `if __name__/,
  );
});

describe('what a person starts by hand', () => {
  judges(
    'may be waited for when it asks once',
    '/ask.py',
    `${PYTHON}text = "Why?"\nprint(${CALL}.output_text)\n`,
    /^unknown: runs when ask\.py is started: a person may wait$/,
  );
  judges(
    'may be waited for in a main program too',
    '/ask.py',
    `${PYTHON}def ask(text):\n    return ${CALL}\n\nif __name__ == "__main__":\n    print(ask("Why?"))\n`,
    /^unknown: called from `if __name__ == '__main__'` of ask\.py: a person may wait$/,
  );
  judges(
    'is a batch when it works through many',
    '/label.py',
    `${PYTHON}def ask(text):\n    return ${CALL}\n\nif __name__ == "__main__":\n    for row in rows:\n        print(ask(row))\n`,
    /^offline: called from `if __name__/,
  );
  judges(
    'is a batch when a pool maps over rows, two functions away',
    '/label.py',
    `${PYTHON}def ask(text):\n    return ${CALL}\n\ndef label(row):\n    return ask(row["text"])\n\ndef main():\n    with Pool() as pool:\n        pool.map(label, rows)\n\nif __name__ == "__main__":\n    main()\n`,
    /^offline: called from `if __name__/,
  );
  judges(
    'is no batch for being tried again',
    '/ask.py',
    `${PYTHON}def ask(text):\n    for attempt in range(5):\n        return ${CALL}\n\nif __name__ == "__main__":\n    print(ask("Why?"))\n`,
    /^unknown: .*a person may wait$/,
  );
  judges('is a job when a schedule starts it', '/ask.py', `${PYTHON}text = "Why?"\nprint(${CALL})\n`, /^background: /, {
    '/ask.py': [{ kind: 'scheduled-workflow', text: '.github/workflows/nightly.yml runs this file on a schedule' }],
  });
  judges(
    'is waited for when it is a command that a person types',
    '/src/cli.ts',
    `${NODE}const text = process.argv[2];\nconsole.log((await ${NODE_CALL}).output_text);\n`,
    /^interactive: runs when a person types `ask`$/,
    { '/src/cli.ts': [{ kind: 'package-command', text: 'runs when a person types `ask`' }] },
  );
});

describe('a question asked of a person', () => {
  judges(
    'after the calls is no wait',
    '/label.py',
    `${PYTHON}for text in open("texts.txt"):\n    save(${CALL})\nif input("Upload the labels? ") == "yes":\n    upload()\n`,
    /^offline: runs when label\.py is started$/,
  );
  judges(
    'before them is one',
    '/ask.py',
    `${PYTHON}text = input("What do you want to know? ")\nprint(${CALL})\n`,
    /^interactive: answers what is typed/,
  );
  judges(
    'in the loop round them is one, wherever it stands there',
    '/ask.py',
    `${PYTHON}text = "Hello"\nwhile True:\n    print(${CALL})\n    text = input("You: ")\n`,
    /^interactive: answers what is typed/,
  );
  judges(
    'by a function that then calls itself is one',
    '/ask.mjs',
    `import readline from "node:readline";\n${NODE}const rl = readline.createInterface({ input: process.stdin });\nasync function chat(text) {\n  console.log((await ${NODE_CALL}).output_text);\n  rl.question("You: ", (next) => chat(next));\n}\nchat("Hello");\n`,
    /^interactive: answers what is typed/,
  );
});

describe('functions kept in tables and run by others', () => {
  judges(
    'are run by whoever makes the table',
    '/app.py',
    `import gradio as gr\n${PYTHON}class Engine:\n    def __init__(self):\n        self.steps = {1: self.write}\n    def write(self, text):\n        return ${CALL}\ndef run():\n    Engine()\ngr.Interface(fn=run)\n`,
    /^interactive: inside a Gradio app/,
  );
  judges(
    'are run where they are called from afar',
    '/main.py',
    `import modal\n${PYTHON}app = modal.App()\n@app.function()\ndef write(name):\n    text = name\n    return ${CALL}\n@app.local_entrypoint()\ndef main(folder: str):\n    list(write.map(files(folder)))\n`,
    /^offline: called from a program that runs on Modal/,
  );
});
