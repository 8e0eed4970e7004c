/** The Files API of the local OpenAI: upload, list, look up, download, delete. Kept in memory. */
import { invalidRequest, notFound, pageOf, type HttpCall, type HttpReply } from './httpCall';

/** Fixed, so that two runs of a program print the same. */
export const FILES_CREATED = 1_795_000_000;

const PURPOSES = new Set(['assistants', 'batch', 'fine-tune', 'vision', 'user_data', 'evals']);

interface StoredFile {
  readonly object: Readonly<{
    id: string;
    object: 'file';
    bytes: number;
    created_at: number;
    filename: string;
    purpose: string;
    status: 'processed';
  }>;
  readonly bytes: Buffer;
}

export class LocalFiles {
  private readonly files = new Map<string, StoredFile>();
  private count = 0;

  /** The content of a file, or undefined when there is none of that id. */
  content(id: string): Buffer | undefined {
    return this.files.get(id)?.bytes;
  }

  add(filename: string, purpose: string, bytes: Buffer): StoredFile['object'] {
    const id = `file-${(++this.count).toString().padStart(6, '0')}`;
    const object = { id, object: 'file', bytes: bytes.length, created_at: FILES_CREATED, filename, purpose, status: 'processed' } as const;
    this.files.set(id, { object, bytes });
    return object;
  }

  readonly route = async (call: HttpCall): Promise<HttpReply | undefined> => {
    const match = /^\/files(?:\/([^/]+)(\/content)?)?$/.exec(call.path);
    if (!match) return undefined;
    const [, id, content] = match;
    if (id === undefined)
      return call.method === 'POST'
        ? this.upload(call)
        : pageOf([...this.files.values()].map(({ object }) => object).reverse(), call.query);
    const file = this.files.get(id);
    if (!file) return notFound(`No such File object: ${id}`);
    if (call.method === 'DELETE') return this.remove(id);
    return content ? { status: 200, bytes: file.bytes } : { status: 200, json: file.object };
  };

  private remove(id: string): HttpReply {
    this.files.delete(id);
    return { status: 200, json: { id, object: 'file', deleted: true } };
  }

  private async upload(call: HttpCall): Promise<HttpReply> {
    const type = String(call.headers['content-type'] ?? '');
    if (!type.startsWith('multipart/form-data')) return invalidRequest('Expected a multipart/form-data body.');
    const form = await new Response(new Uint8Array(call.bytes), { headers: { 'content-type': type } }).formData();
    const purpose = form.get('purpose');
    if (typeof purpose !== 'string' || !PURPOSES.has(purpose))
      return invalidRequest(`'${String(purpose)}' is not one of [${[...PURPOSES].join(', ')}]`, 'purpose');
    const file = form.get('file');
    if (file === null || typeof file === 'string') return invalidRequest("'file' is a required property", 'file');
    if (purpose === 'batch' && !file.name.endsWith('.jsonl'))
      return invalidRequest('Invalid file format for Batch API. Must be .jsonl', 'file');
    return { status: 200, json: this.add(file.name, purpose, Buffer.from(await file.arrayBuffer())) };
  }
}
