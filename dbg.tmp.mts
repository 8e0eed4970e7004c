import { Workspace } from '/work/wt/workload/server/src/workspace/workspace';
import { NodeFileSystem } from '/work/wt/workload/server/src/workspace/nodeFileSystem';
import { createFrontEnds } from '/work/wt/workload/server/src/workspace/nodeFrontEnds';
import { discover } from '/work/wt/workload/server/src/workspace/discovery';
import { importLines, moduleNames } from '/work/wt/workload/server/src/workspace/imports/importIndex';
const [root, ...files] = process.argv.slice(2);
const fs = new NodeFileSystem();
const fe = createFrontEnds();
await fe.load('python'); await fe.load('ecmascript');
const w = new Workspace({ fileSystem: fs, frontEnds: fe, roots: [root!] });
const all = discover([root!], fs).files;
const names = moduleNames(all);
w.learnImports(all.flatMap((f) => { const l = importLines(f, fs.readText(f) ?? '', names); return l ? [[f, l] as const] : []; }));
for (const f of files) {
  const p = root + '/' + f;
  console.log(f, w.importers(p));
  const a = w.analyze(p, w.optionsFor(p, '2026-11-26', {}));
  for (const c of a.calls) console.log(c.api, c.client.provider, c.workload);
}
