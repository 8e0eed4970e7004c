import { strict as assert } from 'node:assert';
import { afterEach, describe, it } from 'node:test';
import { TestClient } from './client';

const HELPER = `from openai import OpenAI

client = OpenAI()


def ask(text):
    return client.responses.create(model="gpt-5.4", input=text)
`;

const ROUTE = `from fastapi import FastAPI

from llm import ask

app = FastAPI()


@app.post("/ask")
def route():
    return ask("a")
`;

const JOB = ROUTE.replace('from fastapi import FastAPI', 'from celery import Celery')
  .replace('FastAPI()', 'Celery()')
  .replace('@app.post("/ask")', '@app.task');

const HINT = 4;
const INFORMATION = 3;
const WARNING = 2;

describe('who waits for an answer', () => {
  let client: TestClient;
  afterEach(() => client.stop());

  it('is known at once from the file, and from its callers once the workspace was looked through', async () => {
    client = await TestClient.start({ files: { 'llm.py': HELPER, 'api.py': ROUTE } });
    const uri = await client.open('llm.py', HELPER);
    const [first] = await client.diagnostics(uri);
    assert.equal(first?.severity, INFORMATION);
    const [later] = await client.diagnostics(uri, ({ diagnostics }) => diagnostics[0]?.severity === HINT);
    assert.match(String(later?.message), /A person waits: called from a FastAPI route at api\.py:9\./);
  });

  it('follows a caller that is edited, and one that appears', async () => {
    client = await TestClient.start({ files: { 'llm.py': HELPER, 'api.py': ROUTE } });
    const uri = await client.open('llm.py', HELPER);
    await client.diagnostics(uri, ({ diagnostics }) => diagnostics[0]?.severity === HINT);
    const caller = await client.open('api.py', ROUTE);
    await client.change(caller, { text: ROUTE.replace('from llm import ask\n', '') });
    await client.diagnostics(uri, ({ diagnostics }) => diagnostics[0]?.severity === INFORMATION);
    client.write('job.py', JOB);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: client.uri('job.py'), type: 1 }] });
    await client.diagnostics(uri, ({ diagnostics }) => diagnostics[0]?.severity === WARNING);
  });
});
