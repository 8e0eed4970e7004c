// THIRD-PARTY-NOTICES: the packages whose code is in the bundles, with their licences, from what the bundler read.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Copied beside the bundles, or handed to the bundler as text, so that it does not see where they are from. */
const BESIDE = ['web-tree-sitter', '@vscode/tree-sitter-wasm', 'typescript'];

const LICENCE = /^(?:licen[cs]e|copying|notice|thirdpartynotice)/i;

/** Folders of the packages that a build took something from. `metafiles` are esbuild's. */
export function bundledPackages(metafiles) {
  const inputs = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
  const folders = inputs.flatMap((path) => {
    const start = path.lastIndexOf('node_modules/');
    const [, name] = start < 0 ? [] : /^((?:@[^/]+\/)?[^/]+)/.exec(path.slice(start + 'node_modules/'.length));
    return name === undefined ? [] : [path.slice(0, start + 'node_modules/'.length) + name];
  });
  return [...new Set([...folders, ...BESIDE.map((name) => `node_modules/${name}`)])].sort();
}

/** The text of the notices. Throws where a package says nothing of its licence. */
export function notices(folders) {
  const seen = new Set();
  const parts = folders.flatMap((folder) => {
    const { name, version, license, licenses, homepage, repository } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const title = `${name} ${version}`;
    if (seen.has(title)) return [];
    seen.add(title);
    const texts = readdirSync(folder)
      .filter((file) => LICENCE.test(file))
      .sort()
      .map((file) => readFileSync(join(folder, file), 'utf8').trim());
    const kind = license ?? licenses?.map(({ type }) => type).join(', ');
    if (texts.length === 0 && !kind) throw new Error(`${title} says nothing of its licence`);
    const from = homepage ?? repository?.url ?? repository ?? '';
    return [
      [
        title,
        `Licence: ${kind ?? 'see below'}`,
        ...(from ? [from] : []),
        '',
        ...(texts.length > 0 ? texts : ['(The package carries no text of its licence.)']),
      ].join('\n'),
    ];
  });
  const head = `Tierlint is distributed with code of ${parts.length} packages of others. Their licences follow.`;
  return `${[head, ...parts].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

export function writeNotices(metafiles, file, write) {
  const folders = bundledPackages(metafiles).filter((folder) => existsSync(join(folder, 'package.json')));
  write(file, notices(folders));
}
