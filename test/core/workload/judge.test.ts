import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Runner } from '../../../server/src/core/link/moduleHost';
import { analyze } from '../../support/analysis';
import { loadFrontEnds } from '../../support/frontEnds';
import { MemoryHost } from '../../support/memoryHost';

before(loadFrontEnds);

const CALL = 'client.responses.create(model="gpt-5.1", input=text)';
const CLIENT = 'from openai import OpenAI\nclient = OpenAI()\n';
const NODE_CALL = 'await client.responses.create({ model: "gpt-5.1", input: text })';
const NODE_CLIENT = 'import OpenAI from "openai";\nconst client = new OpenAI();\n';

type Files = Readonly<Record<string, string>>;

/** "workload: strongest evidence" of the only call in the file. */
function judged(files: Files, file = Object.keys(files)[0]!, runners: Readonly<Record<string, readonly Runner[]>> = {}): string {
  const { calls } = analyze(file, new MemoryHost(files, {}, runners));
  assert.equal(calls.length, 1, `one call in ${file}`);
  const { workload, evidence } = calls[0]!.workload;
  return evidence.length > 0 ? `${workload}: ${evidence[0]!.text}` : workload;
}

function judgesAlone(title: string, file: string, text: string, expected: RegExp): void {
  it(title, () => assert.match(judged({ [file]: text }), expected));
}

const python = (before: string, after = ''): string => `${CLIENT}${before}    return ${CALL}\n${after}`;
const node = (before: string, after: string): string => `${NODE_CLIENT}${before}${NODE_CALL};${after}\n`;

describe('a person waits in Python for', () => {
  judgesAlone(
    'FastAPI routes',
    '/api/chat.py',
    python('from fastapi import FastAPI\napp = FastAPI()\n\n@app.post("/chat")\nasync def chat(text: str):\n'),
    /^interactive: inside a FastAPI route at api\/chat\.py:7$/,
  );
  judgesAlone(
    'Flask routes',
    '/app.py',
    python('from flask import Flask\napp = Flask(__name__)\n@app.route("/chat")\ndef chat():\n'),
    /^interactive: inside a Flask route/,
  );
  judgesAlone(
    'Django views by their class',
    '/shop/views.py',
    python('from rest_framework.views import APIView\nclass Chat(APIView):\n  def post(self, request):\n'),
    /^interactive: inside a Django view/,
  );
  judgesAlone(
    'aiohttp handlers that are registered',
    '/server.py',
    python('from aiohttp import web\nasync def chat(request):\n', 'app = web.Application()\napp.router.add_post("/chat", chat)\n'),
    /^interactive: called from an aiohttp route/,
  );
  judgesAlone(
    'Streamlit apps',
    '/app.py',
    `import streamlit as st\n${CLIENT}text = st.chat_input()\nif text:\n    ${CALL}\n`,
    /^interactive: inside a Streamlit app/,
  );
  judgesAlone(
    'Discord bots',
    '/bot.py',
    python('import discord\nbot = discord.Client()\n@bot.event\nasync def on_message(message):\n'),
    /^interactive: inside a Discord bot/,
  );
  judgesAlone(
    'Slack bots',
    '/bot.py',
    python('from slack_bolt import App\napp = App()\n@app.event("app_mention")\ndef mention(event, say):\n'),
    /^interactive: inside a Slack bot/,
  );
  judgesAlone(
    'Telegram handlers',
    '/bot.py',
    python(
      'from telegram.ext import MessageHandler, filters\nasync def reply(update, context):\n',
      'handler = MessageHandler(filters.TEXT, reply)\n',
    ),
    /^interactive: called from a Telegram bot/,
  );
  judgesAlone(
    'loops of input()',
    '/chat.py',
    `${CLIENT}def main():\n    while True:\n        text = input("> ")\n        print(${CALL})\n\nif __name__ == "__main__":\n    main()\n`,
    /^interactive: answers what is typed at chat\.py:5$/,
  );
  judgesAlone(
    'streamed answers',
    '/chat.py',
    `${CLIENT}def ask(text):\n    return client.responses.create(model="gpt-5.1", input=text, stream=True)\n`,
    /^interactive: streamed$/,
  );
  judgesAlone(
    'routes of a router made elsewhere',
    '/chat.py',
    python('from .base import router\n@router.post("/chat")\nasync def chat(text: str):\n'),
    /^interactive: inside a web route/,
  );
});

describe('a person waits in JavaScript and TypeScript for', () => {
  judgesAlone(
    'Express routes',
    '/server.ts',
    node('import express from "express";\nconst app = express();\napp.post("/chat", async (req, res) => { ', ' });'),
    /^interactive: inside an Express route at server\.ts:5$/,
  );
  judgesAlone(
    'Hono routes',
    '/server.ts',
    node('import { Hono } from "hono";\nconst app = new Hono();\napp.post("/chat", async (c) => { ', ' });'),
    /^interactive: inside a Hono route/,
  );
  judgesAlone(
    'Next.js route handlers',
    '/app/api/chat/route.ts',
    node('export async function POST(request: Request) { ', ' }'),
    /^interactive: inside a Next\.js route handler/,
  );
  judgesAlone(
    'wrapped route handlers',
    '/app/api/chat/route.ts',
    node('export const POST = withAuth(async (request) => { ', ' });'),
    /^interactive: inside a Next\.js route handler/,
  );
  judgesAlone(
    'API routes of pages',
    '/pages/api/chat.ts',
    node('export default async function handler(req, res) { ', ' }'),
    /^interactive: inside a Next\.js API route/,
  );
  judgesAlone(
    'server actions',
    '/app/actions.ts',
    `"use server";\n${node('export async function ask(text: string) { ', ' }')}`,
    /^interactive: inside a server action/,
  );
  judgesAlone(
    'server actions inside a component',
    '/app/page.ts',
    node('export function Page() { async function ask(text) { "use server"; ', ' } }'),
    /^interactive: inside a server action/,
  );
  judgesAlone(
    'React components',
    '/src/Chat.tsx',
    node('export function Chat() { const send = async () => { ', ' }; return <button onClick={send} />; }'),
    /^interactive: inside a React component/,
  );
  judgesAlone(
    'tRPC procedures',
    '/router.ts',
    node(
      'import { initTRPC } from "@trpc/server";\nconst t = initTRPC.create();\nexport const router = t.router({ ask: t.procedure.mutation(async () => { ',
      ' }) });',
    ),
    /^interactive: inside a tRPC procedure/,
  );
  judgesAlone(
    'NestJS controllers',
    '/chat.controller.ts',
    node('import { Controller, Post } from "@nestjs/common";\n@Controller("chat")\nexport class Chat { @Post() async ask(text) { ', ' } }'),
    /^interactive: inside a NestJS controller/,
  );
  judgesAlone(
    'Discord commands',
    '/commands/ask.js',
    node(
      'import { SlashCommandBuilder } from "discord.js";\nexport default { data: new SlashCommandBuilder(), async execute(interaction) { ',
      ' } };',
    ),
    /^interactive: inside a Discord bot/,
  );
  judgesAlone(
    'SvelteKit endpoints',
    '/src/routes/chat/+server.ts',
    node('export async function POST({ request }) { ', ' }'),
    /^interactive: inside a SvelteKit route/,
  );
});

describe('only a job waits for', () => {
  judgesAlone(
    'Celery tasks',
    '/app/tasks.py',
    python('from celery import shared_task\n@shared_task\ndef summarize(text):\n'),
    /^background: inside a Celery task at app\/tasks\.py:5$/,
  );
  judgesAlone(
    'Dramatiq actors',
    '/app/work.py',
    python('import dramatiq\n@dramatiq.actor\ndef summarize(text):\n'),
    /^background: inside a Dramatiq actor/,
  );
  judgesAlone(
    'Airflow tasks',
    '/pipeline.py',
    python('from airflow.decorators import task\n@task\ndef summarize(text):\n'),
    /^background: inside an Airflow task/,
  );
  judgesAlone(
    'jobs of APScheduler',
    '/app.py',
    python(
      'from apscheduler.schedulers.background import BackgroundScheduler\ndef summarize(text):\n',
      'scheduler = BackgroundScheduler()\nscheduler.add_job(summarize, "interval")\n',
    ),
    /^background: called from a scheduled job/,
  );
  judgesAlone(
    'background tasks of FastAPI',
    '/app.py',
    python(
      'from fastapi import FastAPI, BackgroundTasks\napp = FastAPI()\ndef summarize(text):\n',
      '@app.post("/x")\ndef start(tasks: BackgroundTasks):\n    tasks.add_task(summarize, "a")\n',
    ),
    /^background: called from a background task of FastAPI/,
  );
  judgesAlone(
    'BullMQ workers',
    '/worker.ts',
    node('import { Worker } from "bullmq";\nnew Worker("mail", async (job) => { ', ' });'),
    /^background: inside a BullMQ worker/,
  );
  judgesAlone(
    'Inngest functions',
    '/fn.ts',
    node(
      'import { inngest } from "./client";\nexport const fn = inngest.createFunction({ id: "a" }, { event: "b" }, async ({ event }) => { ',
      ' });',
    ),
    /^background: inside an Inngest function/,
  );
  judgesAlone(
    'Trigger.dev tasks',
    '/label.ts',
    node('import { task } from "@trigger.dev/sdk/v3";\nexport const label = task({ id: "label", run: async (payload) => { ', ' } });'),
    /^background: inside a Trigger\.dev task/,
  );
  judgesAlone(
    'Lambdas with queue events',
    '/handler.py',
    python('def lambda_handler(event, context):\n  for record in event["Records"]:\n'),
    /^background: inside a Lambda with queue or schedule events/,
  );
});

describe('nobody waits for', () => {
  judgesAlone(
    'scripts',
    '/scripts/backfill.py',
    `${CLIENT}def main():\n    for text in open("a"):\n        ${CALL}\n\nif __name__ == "__main__":\n    main()\n`,
    /^offline: called from `if __name__ == '__main__'` of scripts\/backfill\.py$/,
  );
  judgesAlone(
    'code that works through many when the file is started',
    '/run.mjs',
    node('for (const text of await rows()) ', ''),
    /^offline: runs when run\.mjs is started$/,
  );
  judgesAlone('pytest files', '/tests/test_llm.py', python('def test_answer():\n'), /^offline: pytest file tests\/test_llm\.py$/);
  judgesAlone(
    'test files, streams too',
    '/src/llm.test.ts',
    `${NODE_CLIENT}await client.responses.create({ model: "gpt-5.1", input: "a", stream: true });\n`,
    /^offline: test file src\/llm\.test\.ts$/,
  );
  judgesAlone('evals', '/evals/grade.py', python('def grade(text):\n'), /^offline: evals\/ folder$/);
  judgesAlone(
    'management commands',
    '/shop/management/commands/label.py',
    python(
      'from django.core.management.base import BaseCommand\nclass Command(BaseCommand):\n  def handle(self, *args, **options):\n   for text in options["texts"]:\n',
    ),
    /^offline: inside a Django management command/,
  );

  it('scripts that CI runs, and what runs on a schedule is a job', () => {
    const runners = {
      '/jobs.py': [{ kind: 'scheduled-workflow', text: '.github/workflows/nightly.yml runs this file on a schedule' }],
    } as const;
    assert.equal(
      judged({ '/jobs.py': `${CLIENT}${CALL}\n` }, '/jobs.py', runners),
      'background: .github/workflows/nightly.yml runs this file on a schedule',
    );
  });
});

describe('the call graph across files', () => {
  const helper = { '/services/llm.py': `${CLIENT}def ask(text):\n    return ${CALL}\n` };
  const route = {
    '/api/chat.py':
      'from fastapi import APIRouter\nfrom services.llm import ask\nrouter = APIRouter()\n\n@router.post("/chat")\nasync def chat(text: str):\n    return ask(text)\n',
  };
  const job = {
    '/work.py':
      'from celery import shared_task\nfrom services import llm\n\n@shared_task\ndef summarize(text):\n    return llm.ask(text)\n',
  };

  it('makes a helper that only a job calls background', () =>
    assert.equal(judged({ ...helper, ...job }), 'background: called from a Celery task at work.py:5'));
  it('makes a helper that a route calls interactive', () =>
    assert.equal(judged({ ...helper, ...route }), 'interactive: called from a FastAPI route at api/chat.py:6'));
  it('lets the stricter win', () =>
    assert.equal(judged({ ...helper, ...job, ...route }), 'interactive: called from a FastAPI route at api/chat.py:6'));
  it('says nothing of a helper that nobody calls', () => assert.equal(judged(helper), 'unknown'));
  it('takes no word from tests', () =>
    assert.equal(
      judged({ ...helper, '/tests/test_llm.py': 'from services.llm import ask\n\ndef test_ask():\n    ask("a")\n' }),
      'unknown',
    ));
  it('follows methods of instances that others hold', () => {
    const service = { '/services/llm.py': `${CLIENT}class Summarizer:\n    def summarize(self, text):\n        return ${CALL}\n` };
    const holder = {
      '/services/reports.py':
        'from services.llm import Summarizer\n\nclass Reports:\n    def __init__(self):\n        self.summarizer = Summarizer()\n\n    def make(self, text):\n        return self.summarizer.summarize(text)\n',
    };
    const caller = {
      '/api/reports.py':
        'from flask import Flask\nfrom services.reports import Reports\napp = Flask(__name__)\nreports = Reports()\n\n@app.get("/report")\ndef report():\n    return reports.make("a")\n',
    };
    assert.match(judged({ ...service, ...holder, ...caller }), /^interactive: called from a Flask route at api\/reports\.py:7/);
  });
  it('follows dependencies of FastAPI', () => {
    const service = {
      '/services/llm.py': `${CLIENT}class Summarizer:\n    def summarize(self, text):\n        return ${CALL}\n\ndef get_summarizer():\n    return Summarizer()\n`,
    };
    const caller = {
      '/api/reports.py':
        'from fastapi import APIRouter, Depends\nfrom services.llm import Summarizer, get_summarizer\nrouter = APIRouter()\n\n@router.get("/report")\ndef report(summarizer: Summarizer = Depends(get_summarizer)):\n    return summarizer.summarize("a")\n',
    };
    assert.match(judged({ ...service, ...caller }), /^interactive: called from a FastAPI route/);
  });
  it('follows default exports, arrow functions and barrel files', () => {
    const files = {
      '/lib/ask.ts': node('const ask = async (text: string) => { ', ' };\nexport default ask;'),
      '/lib/index.ts': 'export { default as askModel } from "./ask";\n',
      '/app/api/ask/route.ts':
        'import { askModel } from "../../../lib";\nexport async function POST(request: Request) { return askModel("a"); }\n',
    };
    assert.match(judged(files), /^interactive: called from a Next\.js route handler at app\/api\/ask\/route\.ts:2/);
  });
  it('ends where functions call each other in circles', () => {
    assert.equal(
      judged({
        '/a.py': `${CLIENT}from b import other\ndef ask(text):\n    other(text)\n    return ${CALL}\n`,
        '/b.py': 'from a import ask\ndef other(text):\n    ask(text)\n',
      }),
      'unknown',
    );
  });
  it('names the files a verdict was made from', () => {
    const { dependencies } = analyze('/services/llm.py', new MemoryHost({ ...helper, ...route }));
    assert.deepEqual([...dependencies].sort(), ['/api/chat.py', '/services/llm.py']);
  });
});
