import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { after, describe, it } from 'node:test';
import { IgnorePatterns } from '../../server/src/workspace/gitignore';

describe('patterns of ignore files', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tierlint-ignore-'));
  after(() => fs.rmSync(folder, { recursive: true, force: true }));
  execFileSync('git', ['init', '-q', folder]);

  const PATHS = [
    'a/',
    'b',
    'a.py',
    'build/',
    'build/a.py',
    'src/build/',
    'src/a.py',
    'src/x/a.py',
    'src/.a',
    'a/b/c',
    'a/b/',
    'x y',
    'x ',
    '#a',
    '!a',
    '*',
    'ab/c.log',
    'Logs/',
  ];
  for (const name of PATHS) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    if (name.endsWith('/')) fs.mkdirSync(path.join(folder, name), { recursive: true });
    else fs.writeFileSync(path.join(folder, name), '');
  }
  const FILES = [
    'build/\n*.py\n!a.py',
    '/a.py\n/build',
    'src/*\n!src/x/',
    '**/a.py\nsrc/**',
    'a/**/c\n!a/b/c',
    '#a\n\\#a\n\\!a\n!b',
    'x\\ y\nx\\ \nab/*.log  ',
    '[ab]\n[!a-y]*',
    '*\n!*/\n!*.py',
    'a/b\n/*/b/c\n**',
    '\\*\nlogs/\n{a,b}\n+(a)',
    '\r\nbuild/\r\n*.py\r\n',
  ];
  for (const text of FILES) {
    it(`${JSON.stringify(text)} mean what they mean to git`, () => {
      fs.writeFileSync(path.join(folder, '.gitignore'), text.replaceAll('\r', ''));
      const { stdout } = spawnSync('git', ['-C', folder, 'check-ignore', '--no-index', '-z', '-v', '-n', '--stdin'], {
        input: PATHS.join('\0'),
        encoding: 'utf8',
      });
      const fields = stdout.split('\0');
      const patterns = new IgnorePatterns(text);
      for (let i = 0; i + 3 < fields.length; i += 4) {
        const [, , pattern = '', name = ''] = fields.slice(i, i + 4);
        const isFolder = name.endsWith('/');
        const { ignored } = patterns.test(isFolder ? name.slice(0, -1) : name, isFolder);
        assert.equal(ignored, pattern !== '' && !pattern.startsWith('!'), `${name}: git says ${pattern || 'nothing'}`);
      }
    });
  }

  for (const [says, pattern] of [
    ['a million characters', 'a'.repeat(1_000_000)],
    ['fifty thousand slashes', '/'.repeat(50_000)],
    ['escapes without end', `a${'\\ '.repeat(50_000)}`],
    ['hundreds of stars', '*a'.repeat(400) + 'z'],
    ['a class that is not closed', '[a-'],
    ['brackets of other tools', '+(*)'.repeat(12) + 'z'],
  ] as const) {
    it(`of ${says} are answered at once, and leave the others as they are`, () => {
      const patterns = new IgnorePatterns(`${pattern}\nkept.py\n`);
      const { user } = process.cpuUsage();
      for (let i = 0; i < 100; i++) assert.equal(patterns.test(`${'a'.repeat(150)}${i}.py`, false).ignored, false);
      assert.equal(patterns.test('kept.py', false).ignored, true);
      assert.ok(process.cpuUsage().user - user < 2_000_000);
    });
  }
});
