import assert from 'node:assert/strict';
import test from 'node:test';
import { analyze, bindingOf, exportsOf, storesOf, valueOf } from './ecmascriptSupport';

test('imports of every form bind their local names', () => {
  const facts = analyze(`
import OpenAI, { AzureOpenAI, type ClientOptions as Options, default as Again } from 'openai';
import * as sdk from 'openai';
import type { Chat } from 'openai/resources';
import 'dotenv/config';
import legacy = require('openai');
import Alias = sdk.OpenAI;
import { "odd name" as odd } from './odd';
`);
  const shown = facts.bindings.map(({ name, kind }) => `${kind} ${name} = ${valueOf(facts, name)}`);
  assert.deepEqual(shown, [
    'import OpenAI = import(openai).default',
    'import AzureOpenAI = import(openai).AzureOpenAI',
    'import Options = import(openai).ClientOptions (type)',
    'import Again = import(openai).default',
    'import sdk = import(openai).*',
    'import Chat = import(openai/resources).Chat (type)',
    'import legacy = import(openai).*',
    'import Alias = sdk.OpenAI',
    'import odd = import(./odd).odd name',
  ]);
});

test('require and dynamic import give the module', () => {
  const facts = analyze(
    `
const OpenAI = require('openai');
const { AzureOpenAI } = require('openai');
const Chat = require('openai').Chat;
const { default: Lazy } = await import('openai');
const Direct = (await import('openai')).default;
import('./later').then((m) => m.run());
const plugin = require(name);
`,
    'app.js',
  );
  assert.equal(valueOf(facts, 'OpenAI'), 'import(openai).*');
  assert.equal(valueOf(facts, 'AzureOpenAI'), 'import(openai).*.AzureOpenAI');
  assert.equal(valueOf(facts, 'Chat'), 'import(openai).*.Chat');
  assert.equal(valueOf(facts, 'Lazy'), 'import(openai).*.default');
  assert.equal(valueOf(facts, 'Direct'), 'import(openai).*.default');
  assert.equal(valueOf(facts, 'plugin'), 'require(name)');
  assert.deepEqual(facts.calls.length, 3);
  assert.equal(facts.language, 'javascript');
  assert.equal(bindingOf(facts, 'OpenAI').constant, true);
});

test('exports of every form name what they export', () => {
  const facts = analyze(`
export const client = new OpenAI(), { a, b: c } = config;
export function ask() { const inner = 1; }
export class Agent {}
export interface Deps {}
export default client;
export { client as openai, ask as default, type Deps as D };
export { create as make } from './factory';
export * from './more';
export * as tools from './tools';
export type { Options } from './options';
export import old = require('./old');
`);
  assert.deepEqual(exportsOf(facts), [
    'client = client',
    'a = a',
    'c = c',
    'ask = ask',
    'Agent = Agent',
    'Deps = Deps',
    'default = client',
    'openai = client',
    'default = ask',
    'D = Deps',
    'make = import(./factory).create',
    'tools = import(./tools).*',
    'Options = import(./options).Options (type)',
    'old = old',
  ]);
  assert.deepEqual(facts.starImports, [{ module: './more', kind: 're-export' }]);
  assert.deepEqual(exportsOf(analyze('let b; export const a = (b = 1);')), ['a = a']);
  assert.deepEqual(exportsOf(analyze('export default class {}')), ['default = class#0']);
  assert.deepEqual(exportsOf(analyze('export default async function () {}')), ['default = fn#0']);
  assert.deepEqual(exportsOf(analyze('export default function named() {}')), ['default = named']);
  assert.deepEqual(exportsOf(analyze('export = client;')), ['= = client']);
  assert.deepEqual(exportsOf(analyze('export default new OpenAI();')), ['default = new OpenAI()']);
});

test('CommonJS exports are exports and stores', () => {
  const facts = analyze(
    `
exports.later = void 0;
exports.client = new OpenAI();
module.exports.ask = ask;
module.exports = { ask, model: 'gpt-5.2', ...require('./rest') };
function wrap() { exports.inner = 1; }
`,
    'lib.cjs',
  );
  assert.deepEqual(exportsOf(facts), [
    'client = new OpenAI()',
    'ask = ask',
    "= = {ask: ask, model: 'gpt-5.2', ...import(./rest).*}",
    'ask = ask',
    "model = 'gpt-5.2'",
  ]);
  assert.deepEqual(facts.starImports, [{ module: './rest', kind: 're-export' }]);
  assert.equal(storesOf(facts).length, 5);
  assert.deepEqual(exportsOf(analyze('module.exports = class Agent {};', 'a.js')), ['= = class#0']);
  assert.deepEqual(exportsOf(analyze('exports = module.exports = run;', 'a.js')), ['= = run']);
});

/** The text with `|` where an import goes in, and the style. */
function insertion(text: string, fileName = 'app.ts'): string {
  const { offset, needsBlankLine, style } = analyze(text, fileName).importInsertion;
  return `${text.slice(0, offset)}|${text.slice(offset)} ${style}${needsBlankLine ? ' +blank' : ''}`;
}

test('a new import goes after the first group of imports', () => {
  assert.equal(
    insertion("import a from 'a';\nimport {\n  b,\n} from 'b'; // two\n\nrun();\nimport 'c';\n"),
    "import a from 'a';\nimport {\n  b,\n} from 'b'; // two\n|\nrun();\nimport 'c';\n import",
  );
  assert.equal(insertion("import a from 'a'"), "import a from 'a'| import");
  assert.equal(insertion("import a from 'a'; run();\n"), "import a from 'a';| run();\n import");
  assert.equal(insertion("import a from 'a';\r\nrun();\r\n"), "import a from 'a';\r\n|run();\r\n import");
});

test('without imports it goes after shebang, directives and the licence, before the documentation of the code', () => {
  assert.equal(insertion('run();\n'), '|run();\n import +blank');
  assert.equal(insertion(''), '| import +blank');
  assert.equal(insertion('#!/usr/bin/env node\nrun();\n'), '#!/usr/bin/env node\n|run();\n import +blank');
  assert.equal(insertion("'use client';\n\nrun();\n"), "'use client';\n|\nrun();\n import +blank");
  assert.equal(insertion('/*\n * Copyright Acme\n */\nrun();\n'), '/*\n * Copyright Acme\n */\n|run();\n import +blank');
  assert.equal(insertion('// About this file.\n\n/** Runs. */\nrun();\n'), '// About this file.\n\n|/** Runs. */\nrun();\n import +blank');
  assert.equal(insertion('/** Runs. */\nfunction run() {}\n'), '|/** Runs. */\nfunction run() {}\n import +blank');
});

test('the style of a new import follows the file', () => {
  const styleOf = (text: string, fileName: string): string => analyze(text, fileName).importInsertion.style;
  assert.equal(
    insertion("'use strict';\nconst a = require('a');\nrequire('dotenv').config();\nrun();\n", 'a.js'),
    "'use strict';\nconst a = require('a');\nrequire('dotenv').config();\n|run();\n require",
  );
  assert.equal(styleOf('run();', 'a.js'), 'import');
  assert.equal(styleOf('run();', 'a.cjs'), 'require');
  assert.equal(styleOf("const a = require('a');", 'a.ts'), 'require');
  assert.equal(styleOf("import b from 'b'; const a = require('a');", 'a.ts'), 'import');
  assert.equal(styleOf('module.exports = {};', 'a.js'), 'require');
  assert.equal(styleOf('export const a = 1;', 'a.js'), 'import');
});
