/** Fixtures: real-looking files under `test/fixtures/<rule>/`; a folder below that is a project of several files. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { ProjectSignals } from '../../server/src/core/link/moduleHost';
import { MemoryHost } from './memoryHost';
import { readMarkers } from './markers';

export const FIXTURES = path.join(import.meta.dirname, '../fixtures');

export interface Fixture {
  /** The folder below `test/fixtures`: a rule's id, or `link`, `suppression`. */
  readonly topic: string;
  readonly name: string;
  /** Paths as the host sees them (`/main.py`) and texts, golden files left out. */
  readonly files: Readonly<Record<string, string>>;
  readonly goldens: readonly Golden[];
  /** From `project:` markers. */
  readonly signals: Partial<ProjectSignals>;
}

export interface Golden {
  /** The file the fixes are for, as the host sees it. */
  readonly source: string;
  /** `add-flex`, `add-tier-default`. */
  readonly fix: string;
  readonly diskPath: string;
  readonly text: string;
}

const GOLDEN = /\.([a-z-]+)\.golden(\.\w+)$/;

export function fixtureTopics(): readonly string[] {
  return fs
    .readdirSync(FIXTURES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

export function fixturesOf(topic: string): readonly Fixture[] {
  const folder = path.join(FIXTURES, topic);
  const entries = fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const names = entries.map((entry) => entry.name);
  return entries
    .filter((entry) => !GOLDEN.test(entry.name))
    .map((entry): Fixture => {
      const own = entry.isDirectory()
        ? filesBelow(path.join(folder, entry.name))
        : [entry.name, ...names.filter((name) => isGoldenOf(name, entry.name))];
      const root = entry.isDirectory() ? path.join(folder, entry.name) : folder;
      return read(topic, entry.name, root, own);
    });
}

export function allFixtures(): readonly Fixture[] {
  return fixtureTopics().flatMap(fixturesOf);
}

export function hostOf(fixture: Fixture): MemoryHost {
  return new MemoryHost(fixture.files, fixture.signals);
}

/** "withOptionsChain.ts" as words. */
export function titleOf(name: string): string {
  return name
    .replace(/[_-]+/g, ' ')
    .replace(/([a-z0-9])([A-Z])(?=[a-z])/g, (_, before: string, letter: string) => `${before} ${letter.toLowerCase()}`);
}

function read(topic: string, name: string, root: string, own: readonly string[]): Fixture {
  const files: Record<string, string> = {};
  const goldens: Golden[] = [];
  for (const relative of own) {
    const diskPath = path.join(root, relative);
    const text = fs.readFileSync(diskPath, 'utf8');
    const golden = GOLDEN.exec(relative);
    if (golden) goldens.push({ source: `/${relative.slice(0, golden.index)}${golden[2]!}`, fix: golden[1]!, diskPath, text });
    else files[`/${relative}`] = text;
  }
  return { topic, name, files, goldens, signals: signalsOf(files) };
}

function isGoldenOf(name: string, source: string): boolean {
  const golden = GOLDEN.exec(name);
  return golden !== null && name.slice(0, golden.index) + golden[2]! === source;
}

function filesBelow(folder: string): readonly string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => fs.statSync(path.join(folder, name)).isFile())
    .map((name) => name.split(path.sep).join('/'))
    .sort();
}

function signalsOf(files: Fixture['files']): Partial<ProjectSignals> {
  const words = Object.entries(files).flatMap(([name, text]) => (name.endsWith('.ipynb') ? [] : readMarkers(text).project));
  const major = words.find((word) => word.startsWith('sdk='))?.slice('sdk='.length);
  return {
    usesOpenAI: words.includes('uses-openai'),
    usesOtherProvider: words.includes('uses-other-provider'),
    hasUndici: words.includes('has-undici'),
    ...(major !== undefined && { sdkMajor: Number(major) }),
  };
}
