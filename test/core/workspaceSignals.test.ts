import assert from 'node:assert/strict';
import test from 'node:test';
import { majorOfRange, readPackageJson } from '../../server/src/workspace/signals/packageJson';
import { majorOfSpecifier, readPythonManifest } from '../../server/src/workspace/signals/pythonManifests';
import { Projects } from '../../server/src/workspace/signals/projects';
import { readTextSignals } from '../../server/src/workspace/signals/textSignals';
import { memoryFileSystem } from '../support/memoryFileSystem';

test('the major version of an npm range is known where there is one', () => {
  for (const [range, major] of [
    ['^4.20.0', 4],
    ['~7.1', 7],
    ['5', 5],
    ['3.3.0', 3],
    ['>=4 <5', 4],
    ['workspace:^5.0.0', 5],
    ['npm:openai@^6.0.0', 6],
  ] as const) {
    assert.equal(majorOfRange(range), major, range);
  }
  for (const range of ['*', '', 'latest', '>=4', '^4 || ^5', 'workspace:*', 'github:openai/openai-node'])
    assert.equal(majorOfRange(range), undefined, range);
});

test('the major version of a Python specifier is the one it starts from', () => {
  for (const [specifier, major] of [
    ['>=1.30,<3', 1],
    ['==0.27.8', 0],
    ['~=2.1', 2],
    ['^1.2', 1],
    ['<1', 0],
    ['<1.0.0', 0],
    ['1.2.*', 1],
    ['>= 3', 3],
  ] as const) {
    assert.equal(majorOfSpecifier(specifier), major, specifier);
  }
  for (const specifier of ['*', '', '<2', '!=1.0']) assert.equal(majorOfSpecifier(specifier), undefined, specifier);
});

test('package.json tells of OpenAI, other providers and undici', () => {
  assert.deepEqual(readPackageJson('{"dependencies":{"openai":"^7.1.0"},"devDependencies":{"undici":"^7"}}'), {
    usesOpenAI: true,
    usesOtherProvider: false,
    sdkMajor: 7,
    hasUndici: true,
    otherRuntime: false,
  });
  for (const name of ['groq-sdk', 'together-ai', '@mistralai/mistralai', 'ollama', '@azure/openai', 'litellm', '@google/generative-ai']) {
    assert.equal(readPackageJson(JSON.stringify({ dependencies: { [name]: '1' } }))?.usesOtherProvider, true, name);
  }
  assert.equal(readPackageJson('{"dependencies":{"@anthropic-ai/sdk":"1"}}')?.usesOtherProvider, false);
  assert.equal(readPackageJson('{"devDependencies":{"wrangler":"4"}}')?.otherRuntime, true);
  assert.equal(readPackageJson('{"type":"module"}')?.esModules, true);
  assert.equal(readPackageJson('{"type":"module","dependencies":{"next":"16"}}')?.esModules, undefined, 'its bundler takes no endings');
  for (const broken of ['', '{', '[]', 'null', '3', '{"dependencies": 3}']) assert.ok(!readPackageJson(broken)?.usesOpenAI, broken);
});

test('Python manifests of every kind tell the SDK and its major version', () => {
  const manifests: readonly (readonly [name: string, text: string])[] = [
    ['requirements.txt', '# llm\nOpenAI[datalib] >= 1.3 ; python_version > "3.8"  # chat\nrequests\n'],
    ['requirements-dev.in', '-r requirements.txt\nopenai~=1.3\n'],
    ['pyproject.toml', '[project]\nname = "x"\ndependencies = ["requests", "openai>=1.3,<2"]\n'],
    ['pyproject.toml', '[project]\nname = "x"\n[project.optional-dependencies]\nllm = ["openai==1.3"]\n'],
    ['pyproject.toml', '[dependency-groups]\ndev = ["openai>=1", {include-group = "x"}]\n'],
    ['pyproject.toml', '[tool.poetry.dependencies]\npython = "^3.11"\nopenai = "^1.3"\n'],
    ['pyproject.toml', '[tool.poetry.group.llm.dependencies]\nopenai = { version = "^1.3", extras = ["datalib"] }\n'],
    ['Pipfile', '[packages]\nopenai = "==1.3"\n'],
    ['setup.py', 'setup(name="x", install_requires=["requests", "openai>=1.3"])\n'],
    ['setup.cfg', '[options]\ninstall_requires =\n    requests\n    openai>=1.3\n'],
    ['environment.yml', 'dependencies:\n  - python=3.11\n  - openai=1.3\n'],
    ['environment.yml', 'dependencies:\n  - pip:\n    - openai==1.3\n'],
  ];
  for (const [name, text] of manifests)
    assert.deepEqual(
      readPythonManifest(name, text),
      { usesOpenAI: true, usesOtherProvider: false, sdkMajor: 1, hasUndici: false, otherRuntime: false },
      `${name}: ${text}`,
    );
  assert.equal(readPythonManifest('requirements.txt', 'Mistral_AI\nmistralai>=1\n')?.usesOtherProvider, true);
  assert.equal(readPythonManifest('pyproject.toml', 'not = = toml'), undefined);
});

test('texts tell of imports of the SDK and of other providers', () => {
  const python = (text: string, path = '/p/app.py') => readTextSignals(path, text, 'python');
  const node = (text: string) => readTextSignals('/p/app.ts', text, 'ecmascript');
  assert.ok(python('import os\nfrom openai import OpenAI\n').importsOpenAI);
  assert.ok(python('{"source": ["import json\\n", "import openai"]}').importsOpenAI);
  assert.ok(python('{"source": "import json\\nimport openai"}').importsOpenAI);
  assert.ok(!python('from openai_helpers import x\n').importsOpenAI);
  assert.ok(node('const OpenAI = require("openai");').importsOpenAI);
  assert.ok(node('import { zodTextFormat } from "openai/helpers/zod";').importsOpenAI);
  for (const text of [
    'OpenAI(base_url="http://localhost:11434/v1")',
    'new OpenAI({ baseURL: "https://api.groq.com/openai/v1" })',
    'openai.api_base = "https://example.com/v1"',
    'from openai import AzureOpenAI',
    'openai.api_type = "azure"',
    'base_url=os.environ["OPENAI_BASE_URL"]',
    'OpenAI(base_url="https://x.openai.azure.com/")',
  ])
    assert.ok(python(text).usesOtherProvider, text);
  for (const text of [
    'OpenAI(base_url="https://api.openai.com/v1")',
    'OpenAI(base_url="https://eu.api.openai.com/v1")',
    'requests.get(base_url="https://example.com")',
  ]) {
    assert.ok(!python(text).usesOtherProvider, text);
  }
  assert.ok(
    !python('OpenAI(base_url="http://localhost:8080")', '/p/tests/test_app.py').usesOtherProvider,
    'a stand-in in a test is no provider',
  );
});

test('a project is judged by the manifests above a file and the texts seen in it', () => {
  const projects = new Projects(
    memoryFileSystem({
      '/p/package.json': '{"dependencies":{"ollama":"1"},"devDependencies":{"undici":"7"}}',
      '/p/packages/chat/package.json': '{"dependencies":{"openai":"^5.0.0"}}',
      '/p/packages/local/package.json': '{}',
      '/p/service/requirements/base.txt': 'openai==0.28.1\n',
    }),
    ['/p'],
  );
  assert.deepEqual(projects.signals('/p/packages/chat/src/a.ts'), {
    usesOpenAI: true,
    usesOtherProvider: false,
    sdkMajor: 5,
    hasUndici: true,
    otherRuntime: false,
  });
  assert.equal(projects.signals('/p/packages/local/a.ts').usesOtherProvider, true);
  assert.deepEqual(projects.signals('/p/service/a.py'), {
    usesOpenAI: true,
    usesOtherProvider: false,
    sdkMajor: 0,
    hasUndici: false,
    otherRuntime: false,
  });
  projects.noteText('/p/service/x/config.py', 'from openai import AzureOpenAI');
  assert.equal(projects.signals('/p/service/a.py').usesOtherProvider, true);
  assert.equal(projects.signals('/p/packages/chat/src/a.ts').usesOtherProvider, false);
  projects.noteText('/p/service/x/config.py', '');
  assert.equal(projects.signals('/p/service/a.py').usesOtherProvider, false);
});
