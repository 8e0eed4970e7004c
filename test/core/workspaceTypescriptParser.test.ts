import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import test from 'node:test';
import ts from 'typescript';
import { createEcmaScriptFrontEnd } from '../../server/src/core/syntax/ecmascript';

const bundle = path.resolve(__dirname, '../../dist/typescript.js');
const source = path.resolve(__dirname, '../../server/src');

test('the parser that ships, cut out of TypeScript, gives the facts that TypeScript gives', () => {
  const cut = createEcmaScriptFrontEnd(createRequire(__filename)(bundle) as typeof ts);
  const whole = createEcmaScriptFrontEnd(ts);
  const files = fs
    .readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .slice(0, 60);
  for (const name of files) {
    const text = fs.readFileSync(path.join(source, name), 'utf8');
    for (const [fileName, code] of [
      [name, text],
      ['a.jsx', text],
      ['b.tsx', `${text.slice(0, text.length / 2)}\nconst x = <div>{f(`],
    ] as const) {
      assert.deepEqual(cut.analyze(fileName, code), whole.analyze(fileName, code), fileName);
    }
  }
});

test('it follows edits as TypeScript does', () => {
  const session = createEcmaScriptFrontEnd(createRequire(__filename)(bundle) as typeof ts).open('a.ts');
  const whole = createEcmaScriptFrontEnd(ts);
  const text = fs.readFileSync(path.join(source, 'workspace/workspace.ts'), 'utf8');
  for (const edited of [text, text.replace('class Workspace', 'class Work'), text.slice(0, 3000), text]) {
    assert.deepEqual(session.update(edited), whole.analyze('a.ts', edited));
  }
  session.dispose();
});
