import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TestFolder } from './cli';

const WORKER = `import OpenAI from "openai";
const client = new OpenAI();

export async function compile(text: string) {
  const answer = await client.responses.create({ model: "gpt-5.4", input: text });
  return answer.output_text;
}
`;
const SERVER = `import express from "express";
import { compile } from "./workers/compile";

const app = express();
app.post("/compile", async (req, res) => {
  res.json({ text: await compile(req.body.text) });
});
`;
const NODE = { 'src/server.ts': SERVER, 'src/workers/compile.ts': WORKER };

const LABEL = `from openai import OpenAI

client = OpenAI()


def label(text):
    return client.responses.create(model="gpt-5.4", input=text).output_text
`;
const APP = `from fastapi import FastAPI

from jobs.label import label

app = FastAPI()


@app.post("/label")
def route(text: str):
    return label(text)
`;
const PYTHON = { 'app.py': APP, 'jobs/__init__.py': '', 'jobs/label.py': LABEL };

/** "rule severity" of what a check of the paths finds. */
function found(folder: TestFolder, ...paths: string[]): readonly string[] {
  return folder.check(...paths).findings.map(({ rule, severity, path }) => `${path} ${rule} ${severity}`);
}

describe('the paths that are named say what is reported, not what is read', () => {
  const projects: readonly (readonly [title: string, files: Readonly<Record<string, string>>, folder: string, file: string])[] = [
    ['a package', { ...NODE, 'package.json': '{"dependencies": {"openai": "^6.0.0"}}' }, 'src/workers', 'src/workers/compile.ts'],
    ['a folder that Tierlint is configured for', { ...PYTHON, 'tierlint.json': '{}' }, 'jobs', 'jobs/label.py'],
    ['a repository', { ...PYTHON, '.git/HEAD': 'ref: refs/heads/main' }, 'jobs', 'jobs/label.py'],
    ['a Python project with requirements', { ...PYTHON, 'requirements.txt': 'openai' }, 'jobs', 'jobs/label.py'],
    ['a working directory that is no project', PYTHON, 'jobs', 'jobs/label.py'],
  ];
  for (const [title, files, inner, file] of projects)
    it(`in ${title}`, () => {
      const folder = new TestFolder(files);
      const whole = found(folder, '.');
      assert.deepEqual(whole, [`${file} missing-service-tier hint`]);
      assert.deepEqual(found(folder, inner), whole);
      assert.deepEqual(found(folder, file), whole);
      assert.match(
        folder.run(['explain', `${file}:${LABEL.includes(inner) ? 7 : file.endsWith('.py') ? 7 : 5}`]).stdout,
        /who waits +interactive/,
      );
      const before = folder.read(file);
      folder.run(['fix', inner, '--apply', 'add-flex']);
      assert.equal(folder.read(file), before);
    });

  it('from a folder inside the project, a file of which is named', () => {
    const folder = new TestFolder({ ...NODE, 'package.json': '{}' });
    const { stdout } = folder.run(['check', 'compile.ts', '--format', 'json', '--fail-on', 'never'], { cwd: folder.file('src/workers') });
    const { findings } = JSON.parse(stdout) as { findings: readonly { severity: string }[] };
    assert.deepEqual(
      findings.map(({ severity }) => severity),
      ['hint'],
    );
  });

  it('and only what is named is counted and reported', () => {
    const folder = new TestFolder({ ...NODE, 'src/other.ts': WORKER, 'package.json': '{}' });
    assert.equal(folder.check('src/workers').summary.files, 1);
    assert.deepEqual(
      folder.check('src/workers').calls.map(({ path }) => path),
      ['src/workers/compile.ts'],
    );
  });

  it('also where what was named is remembered and a caller changes', () => {
    const folder = new TestFolder({ ...NODE, 'package.json': '{}' });
    folder.age();
    folder.check('src/workers');
    assert.deepEqual(found(folder, 'src/workers'), ['src/workers/compile.ts missing-service-tier hint']);
    folder.write('src/server.ts', '');
    assert.deepEqual(found(folder, 'src/workers'), ['src/workers/compile.ts missing-service-tier warning']);
  });
});
