// Test files as programs for Node: several files are bundled into one, transpiled once, and share what they load (parsers, a
// warm engine). A loader in a process per file costs more than most files' tests.
import { build } from 'esbuild';
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Files that the modules of the project name by `__dirname` and the like are found from where the source stands. */
const placesOfSources = {
  name: 'places-of-sources',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      if (path.includes('node_modules')) return undefined;
      const text = readFileSync(path, 'utf8');
      const places = {
        'import.meta.url': pathToFileURL(path).href,
        'import.meta.dirname': dirname(path),
        'import.meta.filename': path,
        __dirname: dirname(path),
        __filename: path,
      };
      const contents = text.replace(/(?<![\w'"`$.])(?:import\.meta\.(?:url|dirname|filename)|__dirname|__filename)\b/g, (place) =>
        JSON.stringify(places[place]),
      );
      return { contents, loader: 'ts' };
    });
  },
};

/**
 * Bundles each group of files into one program; returns their paths, in the order of the groups, and the folder that they stand in.
 * The folder is a new one each time: runs side by side don't meet.
 */
export async function bundleTests(root, groups) {
  mkdirSync(join(root, '.cache'), { recursive: true });
  const folder = mkdtempSync(join(root, '.cache/tests-'));
  const built = groups.map(({ name, files }) => {
    const outfile = join(folder, `${name}.cjs`);
    return build({
      stdin: { contents: files.map((file) => `require(${JSON.stringify(join(root, file))});`).join('\n'), resolveDir: root },
      outfile,
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      sourcemap: 'linked',
      logLevel: 'warning',
      plugins: [placesOfSources],
    }).then(() => outfile);
  });
  return { folder, programs: await Promise.all(built) };
}
