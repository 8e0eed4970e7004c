import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { providerOfUrlParts } from '../../../server/src/core/link/sdk/baseUrl';
import { isForeignModelId } from '../../../server/src/core/providers/foreignModels';
import { importsForeignPackage, isForeignModule, isForeignPackage } from '../../../server/src/core/providers/foreignPackages';
import { FOREIGN_PROVIDERS } from '../../../server/src/core/providers/foreignProviders';
import { fileSpeaksOfOthers, projectSpeaksOfOthers } from '../../../server/src/core/providers/textSigns';
import { readPackageJson } from '../../../server/src/workspace/signals/packageJson';
import { readPythonManifest } from '../../../server/src/workspace/signals/pythonManifests';
import { analyze } from '../../support/analysis';
import { loadFrontEnds } from '../../support/frontEnds';
import { MemoryHost } from '../../support/memoryHost';

before(loadFrontEnds);

const pythonPackages = FOREIGN_PROVIDERS.flatMap(({ packages }) => Object.entries(packages?.python ?? {}));
const npmPackages = FOREIGN_PROVIDERS.flatMap(({ packages }) => packages?.ecmascript ?? []);

describe('a package of another provider', () => {
  it('is known alike by a manifest, by an import and by a look at the text', () => {
    for (const [name, modules] of pythonPackages) {
      assert.equal(readPythonManifest('requirements.txt', `${name.replaceAll('-', '_')}>=1\n`)?.usesOtherProvider, true, name);
      for (const module of modules) {
        assert.ok(isForeignModule('python', module) && isForeignModule('python', `${module}.types`), module);
        assert.ok(importsForeignPackage('python', `import os\nfrom ${module} import Client\n`), module);
      }
    }
    for (const listed of npmPackages) {
      const name = listed.endsWith('/') ? `${listed}sdk` : listed;
      assert.equal(readPackageJson(JSON.stringify({ dependencies: { [name]: '1' } }))?.usesOtherProvider, true, name);
      assert.ok(isForeignModule('ecmascript', name) && isForeignModule('ecmascript', `npm:${name}/client`), name);
      assert.ok(importsForeignPackage('ecmascript', `import { Client } from '${name}';`), name);
    }
  });

  it('is that of its own language: npm has other packages by the names of Groq and Fireworks', () => {
    const sanity = 'import groq from "groq";\nexport const posts = groq`*[_type == "post"]`;\n';
    assert.ok(isForeignPackage('python', 'groq') && !isForeignPackage('ecmascript', 'groq'));
    assert.ok(!isForeignModule('ecmascript', 'groq') && !projectSpeaksOfOthers('ecmascript', sanity));
    assert.ok(!isForeignPackage('ecmascript', 'fireworks-js'));
    const call = 'export const ask = (openai, input) => openai.responses.create({ model: "gpt-5.1", input });\n';
    const host = new MemoryHost({ '/page.ts': `import OpenAI from "openai";\n${sanity}${call}` });
    assert.equal(analyze('/page.ts', host).calls[0]?.client.provider, 'openai');
  });

  it('is known where it is taken from a package that holds others too', () => {
    assert.ok(isForeignModule('python', 'google', 'genai') && !isForeignModule('python', 'google', 'auth'));
    assert.ok(importsForeignPackage('python', 'from google import auth, genai\n'));
    assert.ok(!importsForeignPackage('python', 'from google import auth\nfrom google.cloud import storage\n'));
    const host = new MemoryHost({
      '/main.py':
        'import openai\nfrom google import genai\n\ndef ask(client, text):\n    return client.chat.completions.create(model="gpt-5.1", messages=text)\n',
    });
    assert.equal(analyze('/main.py', host).calls[0]?.client.provider, 'unknown');
  });

  it("is none of Anthropic's, whose calls can't be mistaken for OpenAI's", () => {
    assert.ok(!isForeignPackage('python', 'anthropic') && !isForeignModule('ecmascript', '@anthropic-ai/sdk'));
    assert.ok(isForeignModelId('claude-opus-4-5') && isForeignModelId('us.anthropic.claude-sonnet-4'));
  });
});

describe('the text of a file', () => {
  it('speaks of others by their keys, their classes and any address but none', () => {
    for (const text of [
      'key = os.environ["MISTRAL_API_KEY"]',
      'apiKey: process.env.XAI_API_KEY',
      'from openai import AsyncBedrockOpenAI',
      'embed = AzureOpenAIEmbeddings()',
      'openai.api_base = url',
      'OpenAI(base_url=settings.url)',
      'new OpenAI({ baseURL: "https://api.openai.com.example/v1" })',
    ])
      assert.ok(fileSpeaksOfOthers(text), text);
    for (const text of ['base_url=None', 'baseURL: "https://eu.api.openai.com/v1"', 'OPENAI_API_KEY', 'base_url == other'])
      assert.ok(!fileSpeaksOfOthers(text), text);
  });

  it('speaks for its project only where an address is written out', () => {
    assert.ok(projectSpeaksOfOthers('python', 'OpenAI(base_url="https://api.x.ai/v1")'));
    assert.ok(projectSpeaksOfOthers('python', 'AzureChatOpenAI(azure_endpoint=url)'));
    for (const text of [
      'OpenAI(base_url=settings.url)',
      'key = os.environ["XAI_API_KEY"]',
      'base_url = "https://platform.openai.com/docs"',
    ])
      assert.ok(!projectSpeaksOfOthers('python', text), text);
  });
});

describe('an address of which only pieces are written', () => {
  it('tells who answers where its host is whole', () => {
    for (const parts of [
      ['https://api.groq.com/', ''],
      ['http://localhost:', '/v1'],
      ['https://ark.cn-beijing.volces.com/api/', '/v3'],
    ])
      assert.equal(providerOfUrlParts(parts), 'compatible', parts.join('…'));
    for (const parts of [
      ['https://api.', '.com/v1'],
      ['https://api.groq.com', '/v1'],
      ['https://notgroq.com/', ''],
      ['', '/openai'],
    ])
      assert.equal(providerOfUrlParts(parts), undefined, parts.join('…'));
    assert.equal(providerOfUrlParts(['https://', '.openai.azure.com/']), 'azure');
  });
});

describe('the name of a model', () => {
  it('tells its maker by how it starts', () => {
    for (const name of [
      'gemini-2.5-pro',
      'grok-4',
      'kimi-k2',
      'gpt-oss-120b',
      'gpt4all-j',
      'phi-4',
      'command-r',
      'amazon.nova-pro',
      'eu.meta.llama3',
    ])
      assert.ok(isForeignModelId(name), name);
    for (const name of ['gpt-5.4', 'o3', 'commander', 'photon', 'text-embedding-3-small']) assert.ok(!isForeignModelId(name), name);
  });
});
