import assert from 'node:assert/strict';
import test from 'node:test';
import { type ResolutionHost, ModuleResolver } from '../../../server/src/core/syntax/moduleResolution';

/** A workspace in memory; `asked` counts the questions put to it. */
class MemoryHost implements ResolutionHost {
  asked = 0;
  readonly readDirectory?: (path: string) => string[];

  constructor(
    private readonly files: Record<string, unknown>,
    { listing = true } = {},
  ) {
    if (!listing) return;
    this.readDirectory = (path) => {
      this.asked++;
      const below = Object.keys(files).filter((file) => file.startsWith(`${path}/`));
      return [...new Set(below.map((file) => file.slice(path.length + 1).split('/')[0]!))];
    };
  }

  fileExists(path: string): boolean {
    this.asked++;
    return path in this.files;
  }

  readFile(path: string): string | undefined {
    const content = this.files[path];
    return content === undefined || typeof content === 'string' ? (content as string | undefined) : JSON.stringify(content);
  }
}

/** What `specifier` means in `from`, with and without a host that can list folders: both must agree. */
function resolve(files: Record<string, unknown>, from: string, specifier: string): string | undefined {
  const all = { [from]: '', ...files };
  const [listed, plain] = [true, false].map((listing) =>
    new ModuleResolver(new MemoryHost(all, { listing }), ['/w']).resolveEcmaScript(from, specifier),
  );
  assert.equal(listed, plain);
  return listed;
}

function resolvePython(files: string[], from: string, module: string, submodule?: string): string | undefined {
  const all = Object.fromEntries([from, ...files].map((file) => [file, '']));
  const [listed, plain] = [true, false].map((listing) => {
    const resolver = new ModuleResolver(new MemoryHost(all, { listing }), ['/w']);
    return submodule === undefined ? resolver.resolvePython(from, module) : resolver.resolvePythonSubmodule(from, module, submodule);
  });
  assert.equal(listed, plain);
  return listed;
}

test('relative imports find files with and without their extension, and index files', () => {
  const files = {
    '/w/src/client.ts': '',
    '/w/src/ui.tsx': '',
    '/w/src/lib/index.js': '',
    '/w/old.cjs': '',
    '/w/src/types.d.ts': '',
    '/w/src/a.b.ts': '',
  };
  const from = '/w/src/app.ts';
  assert.equal(resolve(files, from, './client'), '/w/src/client.ts');
  assert.equal(resolve(files, from, './client.js'), '/w/src/client.ts');
  assert.equal(resolve(files, from, './client.ts'), '/w/src/client.ts');
  assert.equal(resolve(files, from, './ui'), '/w/src/ui.tsx');
  assert.equal(resolve(files, from, './ui.jsx'), '/w/src/ui.tsx');
  assert.equal(resolve(files, from, './lib'), '/w/src/lib/index.js');
  assert.equal(resolve(files, from, './lib/'), '/w/src/lib/index.js');
  assert.equal(resolve(files, from, './a.b'), '/w/src/a.b.ts');
  assert.equal(resolve(files, from, '../old.cjs'), '/w/old.cjs');
  assert.equal(resolve(files, '/w/src/lib/x.js', '..'), undefined);
  assert.equal(resolve(files, '/w/src/lib/x.js', '.'), '/w/src/lib/index.js');
  assert.equal(resolve(files, from, './types'), undefined);
  assert.equal(resolve(files, from, './missing'), undefined);
});

test('a source file wins over what was compiled beside it', () => {
  assert.equal(resolve({ '/w/a.ts': '', '/w/a.js': '' }, '/w/b.ts', './a.js'), '/w/a.ts');
  assert.equal(resolve({ '/w/a.mts': '', '/w/a.mjs': '' }, '/w/b.mts', './a.mjs'), '/w/a.mts');
});

test('packages and built-in modules are external', () => {
  for (const specifier of ['openai', 'node:fs', '@ai-sdk/openai', 'https://esm.sh/openai', '/abs', '']) {
    assert.equal(resolve({ '/w/package.json': { name: 'app' } }, '/w/src/a.ts', specifier), undefined);
  }
});

test('tsconfig paths map names, the longest prefix first, over comments and trailing commas', () => {
  const files = {
    '/w/tsconfig.json': `{
      // aliases
      "compilerOptions": { "paths": { "@/*": ["./src/*"], "@/server/*": ["./gen/*", "./backend/*"], "ai": ["./src/ai/client"], }, },
    }`,
    '/w/src/lib/openai.ts': '',
    '/w/backend/openai.ts': '',
    '/w/src/ai/client.ts': '',
  };
  assert.equal(resolve(files, '/w/src/deep/a.ts', '@/lib/openai'), '/w/src/lib/openai.ts');
  assert.equal(resolve(files, '/w/src/deep/a.ts', '@/server/openai'), '/w/backend/openai.ts');
  assert.equal(resolve(files, '/w/src/deep/a.ts', 'ai'), '/w/src/ai/client.ts');
});

test('baseUrl, extends (also several) and the nearest config are honoured', () => {
  const files = {
    '/w/tsconfig.base.json': { compilerOptions: { baseUrl: '.', paths: { '~/*': ['shared/*'] } } },
    '/w/strict.json': { compilerOptions: { strict: true } },
    '/w/app/tsconfig.json': { extends: ['../tsconfig.base', '../strict.json', '@tsconfig/node20/tsconfig.json'] },
    '/w/other/jsconfig.json': { compilerOptions: { baseUrl: 'src' } },
    '/w/shared/client.ts': '',
    '/w/other/src/client.js': '',
    '/w/tools/run.ts': '',
  };
  assert.equal(resolve(files, '/w/app/src/a.ts', '~/client'), '/w/shared/client.ts');
  assert.equal(resolve(files, '/w/app/src/a.ts', 'tools/run'), '/w/tools/run.ts');
  assert.equal(resolve(files, '/w/other/a.js', 'client'), '/w/other/src/client.js');
  assert.equal(resolve(files, '/w/a.ts', '~/client'), undefined);
});

test('configs that extend each other in a circle come to an end', () => {
  const files = { '/w/tsconfig.json': { extends: './b.json' }, '/w/b.json': { extends: './tsconfig.json', references: [{ path: '.' }] } };
  assert.equal(resolve(files, '/w/a.ts', 'x'), undefined);
});

test('a solution config speaks through the projects it references', () => {
  const files = {
    '/w/tsconfig.json': { files: [], references: [{ path: './tsconfig.app.json' }, { path: './packages/ui' }] },
    '/w/tsconfig.app.json': { compilerOptions: { paths: { '@/*': ['./src/*'] } } },
    '/w/packages/ui/tsconfig.json': { compilerOptions: { paths: { '@/*': ['./elsewhere/*'] } } },
    '/w/src/client.ts': '',
    '/w/packages/ui/elsewhere/client.ts': '',
  };
  assert.equal(resolve(files, '/w/src/a.ts', '@/client'), '/w/src/client.ts');
  assert.equal(resolve(files, '/w/packages/ui/a.ts', '@/client'), '/w/packages/ui/elsewhere/client.ts');
});

test('package imports are internal names', () => {
  const files = {
    '/w/package.json': { imports: { '#client': { types: './dist/client.d.ts', default: './dist/client.js' }, '#lib/*': './src/lib/*.js' } },
    '/w/src/client.ts': '',
    '/w/src/lib/tiers.ts': '',
  };
  assert.equal(resolve(files, '/w/src/a.ts', '#client'), '/w/src/client.ts');
  assert.equal(resolve(files, '/w/src/a.ts', '#lib/tiers'), '/w/src/lib/tiers.ts');
  assert.equal(resolve(files, '/w/src/a.ts', '#other'), undefined);
});

const monorepo = {
  '/w/packages/ai/package.json': {
    name: '@acme/ai',
    exports: {
      '.': { types: './dist/index.d.ts', import: './dist/index.mjs' },
      './client': './dist/client.js',
      './models/*': './dist/models/*.js',
    },
  },
  '/w/packages/ai/src/index.ts': '',
  '/w/packages/ai/src/client.ts': '',
  '/w/packages/ai/src/models/mini.ts': '',
  '/w/packages/util/package.json': { name: 'util-kit', main: './lib/main.js' },
  '/w/packages/util/lib/main.js': '',
  '/w/packages/bare/package.json': { name: 'bare' },
  '/w/packages/bare/index.ts': '',
  '/w/packages/bare/src/deep.ts': '',
};

test('packages of an npm or pnpm workspace lead to their source, not to what a build would write', () => {
  for (const root of [
    { '/w/package.json': { workspaces: ['apps/*', 'packages/*'] } },
    { '/w/package.json': { workspaces: { packages: ['packages/*'] } } },
    { '/w/package.json': {}, '/w/pnpm-workspace.yaml': "# all\npackages:\n  - 'apps/*' # apps\n  - packages/*\ncatalog:\n  openai: 7\n" },
    { '/w/pnpm-workspace.yaml': 'packages: ["packages/*"]\n' },
    { '/w/lerna.json': { packages: ['packages/*'] } },
  ]) {
    const files = { ...root, ...monorepo };
    const from = '/w/apps/web/src/a.ts';
    assert.equal(resolve(files, from, '@acme/ai'), '/w/packages/ai/src/index.ts');
    assert.equal(resolve(files, from, '@acme/ai/client'), '/w/packages/ai/src/client.ts');
    assert.equal(resolve(files, from, '@acme/ai/models/mini'), '/w/packages/ai/src/models/mini.ts');
    assert.equal(resolve(files, from, 'bare'), '/w/packages/bare/index.ts');
    assert.equal(resolve(files, from, 'bare/deep'), '/w/packages/bare/src/deep.ts');
    assert.equal(resolve(files, from, '@acme/none'), undefined);
  }
  const host = new MemoryHost({ '/w/package.json': { workspaces: ['packages/**', '!packages/bare'] }, ...monorepo, '/w/a.ts': '' });
  const resolver = new ModuleResolver(host, ['/w']);
  assert.equal(resolver.resolveEcmaScript('/w/a.ts', 'util-kit'), '/w/packages/util/lib/main.js');
  assert.equal(resolver.resolveEcmaScript('/w/a.ts', 'bare'), undefined);
});

test('a package finds itself by name, and linked folders by their path', () => {
  const files = {
    ...monorepo,
    '/w/site/package.json': { name: 'site', dependencies: { '@acme/ai': 'file:../packages/ai' } },
    '/w/site/src/index.ts': '',
  };
  assert.equal(resolve(files, '/w/packages/ai/test/a.ts', '@acme/ai/client'), '/w/packages/ai/src/client.ts');
  assert.equal(resolve(files, '/w/site/a.ts', '@acme/ai'), '/w/packages/ai/src/index.ts');
  assert.equal(resolve(files, '/w/site/a.ts', 'site'), '/w/site/src/index.ts');
});

test('broken configuration files are passed over', () => {
  const files = {
    '/w/tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": "src/*" }, "baseUrl": 3 ',
    '/w/package.json': '[]',
    '/w/src/a.ts': '',
    '/w/pnpm-workspace.yaml': ': : :',
  };
  assert.equal(resolve(files, '/w/b.ts', '@/a'), undefined);
  assert.equal(resolve(files, '/w/b.ts', './src/a'), '/w/src/a.ts');
});

test('relative Python modules are found from the package of the file', () => {
  const files = ['/w/app/__init__.py', '/w/app/llm/__init__.py', '/w/app/llm/client.py', '/w/app/models/__init__.py'];
  const from = '/w/app/llm/ask.py';
  assert.equal(resolvePython(files, from, '.client'), '/w/app/llm/client.py');
  assert.equal(resolvePython(files, from, '.'), '/w/app/llm/__init__.py');
  assert.equal(resolvePython(files, from, '..models'), '/w/app/models/__init__.py');
  assert.equal(resolvePython(files, from, '..'), '/w/app/__init__.py');
  assert.equal(resolvePython(files, from, '.', 'client'), '/w/app/llm/client.py');
  assert.equal(resolvePython(files, from, '..llm', 'client'), '/w/app/llm/client.py');
  assert.equal(resolvePython(files, from, '.none'), undefined);
});

test('absolute Python modules are found beside a script, above it, and in src', () => {
  const files = [
    '/w/scripts/helper.py',
    '/w/helper.py',
    '/w/app/__init__.py',
    '/w/app/llm.py',
    '/w/src/core/__init__.py',
    '/w/src/core/ai.py',
  ];
  assert.equal(resolvePython(files, '/w/scripts/run.py', 'helper'), '/w/scripts/helper.py');
  assert.equal(resolvePython(files, '/w/tests/unit/test_a.py', 'helper'), '/w/helper.py');
  assert.equal(resolvePython(files, '/w/tests/unit/test_a.py', 'app.llm'), '/w/app/llm.py');
  assert.equal(resolvePython(files, '/w/tests/unit/test_a.py', 'core.ai'), '/w/src/core/ai.py');
  assert.equal(resolvePython(files, '/w/tests/unit/test_a.py', 'core', 'ai'), '/w/src/core/ai.py');
  assert.equal(resolvePython(files, '/w/tests/unit/test_a.py', 'numpy'), undefined);
});

test('a module inside a package does not hide one of the same name above, and openai is the SDK', () => {
  const files = ['/w/app/__init__.py', '/w/app/config.py', '/w/config.py', '/w/app/openai.py', '/w/plain/openai.py', '/w/app/only.py'];
  assert.equal(resolvePython(files, '/w/app/main.py', 'config'), '/w/config.py');
  assert.equal(resolvePython(files, '/w/app/main.py', 'only'), '/w/app/only.py');
  assert.equal(resolvePython(files, '/w/app/main.py', 'openai'), undefined);
  assert.equal(resolvePython(files, '/w/plain/main.py', 'openai'), undefined);
  assert.equal(resolvePython(['/w/src/openai/__init__.py'], '/w/examples/a.py', 'openai'), '/w/src/openai/__init__.py');
  assert.equal(resolvePython([], '/w/app/tool.py', 'tool'), undefined);
});

test('the workspace root is where the search for Python modules ends', () => {
  assert.equal(resolvePython(['/helper.py'], '/w/a.py', 'helper'), undefined);
});

test('what was found once is not asked for again', () => {
  const files = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`/w/pkg${i % 20}/deep/mod${i}.py`, '']));
  const host = new MemoryHost(files);
  const resolver = new ModuleResolver(host, ['/w']);
  for (const from of Object.keys(files)) {
    for (const module of ['os', 'json', 'numpy.linalg', 'openai', 'pkg3.deep.mod3']) resolver.resolvePython(from, module);
  }
  assert.equal(resolver.resolvePython('/w/pkg0/deep/mod0.py', 'pkg3.deep.mod3'), '/w/pkg3/deep/mod3.py');
  assert.ok(host.asked < 150, `${host.asked} questions`);
});
