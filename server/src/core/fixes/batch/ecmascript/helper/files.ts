/** A request as a line, and an input file from its first line to its last answer. */
export const FILES = `/** A request as the SDK would have sent it. */
class RequestLine {
  «readonly »endpoint«: string»;
  «readonly »model«: string»;
  «readonly »json«: string»;
  «readonly »digest«: string»;
  /** Requests that it counts as. */
  «readonly »inputs«: number»;
  «readonly »tokensIn«: number»;
  «readonly »tokensOut«: number»;

  constructor(address«: string», sent«: RequestBody») {
    const body = { ...sent };
    // A batch takes none of these.
    for (const name of ['stream', 'stream_options', 'service_tier', 'background', 'background_options']) delete body[name];
    this.endpoint = new @url@.URL(address).pathname;
    this.model = String(body.model);
    this.json = JSON.stringify(body);
    this.digest = @crypto@.createHash('sha256').update(this.endpoint + sorted(body)).digest('hex').slice(0, 32);
    const texts = this.endpoint === '/v1/embeddings' && Array.isArray(body.input) && typeof body.input[0] !== 'number' ? body.input : [''];
    this.inputs = texts.length;
    // Four characters a token; what the table says of answers, or less where the request says less.
    this.tokensIn = Math.floor(lengthOf(body) / 4) + 1;
    const limits = [body.max_output_tokens, body.max_completion_tokens, body.max_tokens].filter((limit)«: limit is number» => typeof limit === 'number');
    this.tokensOut = Math.min(priceOf(this.model)?.[2] ?? 0, ...limits) * (body.n ?? 1);
  }

  /** A line of an input file: its custom_id comes first. */
  text(key«: string») {
    return \`{"custom_id":"\${key}","method":"POST","url":"\${this.endpoint}","body":\${this.json}}\\n\`;
  }
}

/** One input file, from its first line to its last answer: NAME.jsonl has its requests, NAME.json its state. */
class Batch {
  «readonly »folder«: BatchFolder»;
  «readonly »endpoint«: string»;
  «readonly »model«: string»;
  «readonly »attempt«: number»;
  «readonly »name«: string»;
  «readonly »keys = new Set«<string>»();
  fileId = '';
  batchId = '';
  submission = '';
  seen«: OpenAI.Batch | undefined»;
  /** Guessed of the requests, and counted in the answers. */
  tokensIn = 0;
  tokensOut = 0;
  readTokens = 0;
  writtenTokens = 0;
  «private »inputs = 0;
  «private »bytes = 0;

  constructor(folder«: BatchFolder», endpoint«: string», model«: string», attempt = 0, name = '') {
    this.folder = folder;
    this.endpoint = endpoint;
    this.model = model;
    this.attempt = attempt;
    const now = new Date().toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
    this.name = name === '' ? \`\${now}-\${@crypto@.randomUUID().slice(0, 8)}\` : name;
  }

  get path() {
    return @path@.join(this.folder.path, this.name);
  }

  hasRoom({ inputs, json }«: RequestLine») {
    return this.inputs + inputs <= FILE_REQUESTS && this.bytes + @buffer@.Buffer.byteLength(json) + 200 <= FILE_BYTES;
  }

  add(key«: string», line«: RequestLine») {
    const text = line.text(key);
    this.write(key, text);
    this.inputs += line.inputs;
    this.bytes += @buffer@.Buffer.byteLength(text);
    this.tokensIn += line.tokensIn;
    this.tokensOut += line.tokensOut;
  }

  «private »write(key«: string», text«: string») {
    this.folder.append(\`\${this.name}.jsonl.part\`, text);
    this.keys.add(key);
  }

  /** From here on the file is there, as a whole. */
  close() {
    @fs@.renameSync(\`\${this.path}.jsonl.part\`, \`\${this.path}.jsonl\`);
  }

  /** Changes the state, on disk too. */
  note(state«: { fileId?: string; batchId?: string; submission?: string }») {
    Object.assign(this, state);
    const { endpoint, model, attempt, fileId, batchId, submission } = this;
    this.folder.save(\`\${this.name}.json\`, JSON.stringify({ endpoint, model, attempt, fileId, batchId, submission }));
  }

  lines() {
    return linesOf(@fs@.createReadStream(\`\${this.path}.jsonl\`));
  }

  /** Some of the requests in a file of their own. */
  async copy(keys«: readonly string[]», attempt«: number») {
    const wanted = new Set(keys);
    const batch = new Batch(this.folder, this.endpoint, this.model, attempt);
    for await (const line of this.lines()) {
      const key = keyOf(line);
      if (wanted.has(key)) batch.write(key, \`\${line}\\n\`);
    }
    batch.close();
    return batch;
  }

  /** Forgets the requests and the state. */
  discard() {
    for (const ending of ['.jsonl.part', '.json', '.jsonl']) @fs@.rmSync(this.path + ending, { force: true });
  }
}
`;
