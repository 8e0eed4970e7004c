/** Who a project's calls go to is judged by its texts as they are, not as they once were. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { Workspace } from '../../server/src/workspace/workspace';
import { testFrontEnds } from '../support/frontEnds';
import { memoryFileSystem } from '../support/memoryFileSystem';

const USE = 'from openai import OpenAI\n\n\ndef ask(client: OpenAI):\n    return client.responses.create(model="gpt-5.4", input="x")\n';
const AZURE = 'from openai import AzureOpenAI\nclient = AzureOpenAI(azure_endpoint="https://x.openai.azure.com")\n';

describe('signs of other providers', () => {
  before(async () => void (await testFrontEnds.load('python')));

  function project(files: Record<string, string>): { readonly workspace: Workspace; readonly findings: () => number } {
    const workspace = new Workspace({ fileSystem: memoryFileSystem(files), frontEnds: testFrontEnds, roots: ['/p'] });
    workspace.startImports();
    for (const [path, text] of Object.entries(files)) workspace.noteText(path, text);
    workspace.finishImports();
    return { workspace, findings: () => workspace.analyze('/p/use.py', workspace.optionsFor('/p/use.py', '2026-11-28')).findings.length };
  }

  it('go with the document that was opened and closed', () => {
    const { workspace, findings } = project({ '/p/use.py': USE });
    assert.equal(findings(), 1);
    assert.equal(workspace.setOverlay('/p/scratch.py', AZURE), true);
    assert.equal(findings(), 0);
    assert.equal(workspace.closeOverlay('/p/scratch.py'), true);
    assert.equal(findings(), 1);
  });

  it('come and go with what is typed', () => {
    const { workspace, findings } = project({ '/p/use.py': USE, '/p/other.py': 'x = 1\n' });
    workspace.setOverlay('/p/other.py', 'x = 1\n');
    assert.equal(findings(), 1);
    assert.equal(workspace.setOverlay('/p/other.py', AZURE), true);
    assert.equal(findings(), 0);
    assert.equal(workspace.setOverlay('/p/other.py', '# AzureOpen\n'), true);
    assert.equal(findings(), 1);
  });

  it('come and go with what is on disk', () => {
    const files: Record<string, string> = { '/p/use.py': USE };
    const { workspace, findings } = project(files);
    files['/p/other.py'] = AZURE;
    assert.equal(workspace.invalidate('/p/other.py'), true);
    assert.equal(findings(), 0);
    delete files['/p/other.py'];
    assert.equal(workspace.invalidate('/p/other.py'), true);
    assert.equal(findings(), 1);
  });

  it('of an open document are those of the editor, although the disk is read meanwhile', () => {
    const { workspace, findings } = project({ '/p/use.py': USE, '/p/other.py': AZURE });
    workspace.setOverlay('/p/other.py', '# nothing\n');
    workspace.startImports();
    workspace.noteText('/p/other.py', AZURE);
    workspace.finishImports();
    assert.equal(findings(), 1);
  });
});
