/** What is kept on disk. */
export const FOLDER = `«
/** Where an answer is, or the answer itself where it could not be written. */
interface Kept {
  file: string;
  offset: number;
  length: number;
  outcome: string;
  line?: AnswerLine;
}
»
/** What is kept on disk: input files of batches under way, and answers. */
class BatchFolder {
  «readonly »path = process.env.OPENAI_BATCH_DIR || 'openai-batches';
  «private readonly »absolute = @path@.resolve(this.path);
  «private readonly »maxAge«: number»;
  «private readonly »kept = new Map«<string, Kept>»();
  /** Requests that failed in a way that may pass. */
  «private readonly »failures = new Map«<string, AnswerLine>»();

  constructor(maxAge«: number») {
    this.maxAge = maxAge;
  }

  /** Finds the answers that are there; newer ones win. */
  async read() {
    const files = this.listed()
      .filter((name) => name.endsWith('.answers.jsonl'))
      .map((name) => ({ name, time: @fs@.statSync(@path@.join(this.absolute, name)).mtimeMs }))
      .filter(({ time }) => Date.now() - time <= this.maxAge * 1000)
      .sort((a, b) => a.time - b.time);
    for (const { name } of files) {
      const file = @path@.join(this.absolute, name);
      let offset = 0;
      for await (const text of linesOf(@fs@.createReadStream(file))) {
        const length = @buffer@.Buffer.byteLength(text);
        const line = JSON.parse(text)«  as AnswerLine»;
        this.kept.set(line.custom_id, { file, offset, length, outcome: outcomeOf(line) });
        offset += length + 1;
      }
    }
  }

  «private »listed() {
    return @fs@.statSync(this.absolute, { throwIfNoEntry: false })?.isDirectory() ? @fs@.readdirSync(this.absolute) : [];
  }

  /** The batches under way, by the requests in them. */
  async batches() {
    const found = new Map«<string, Batch>»();
    for (const file of this.listed()) {
      const name = file.slice(0, -'.json'.length);
      if (!file.endsWith('.json') || !@fs@.existsSync(@path@.join(this.absolute, \`\${name}.jsonl\`))) continue;
      const state = JSON.parse(@fs@.readFileSync(@path@.join(this.absolute, file), 'utf8'))«  as Pick<Batch, 'endpoint' | 'model' | 'attempt' | 'fileId' | 'batchId' | 'submission'>»;
      const batch = new Batch(this, state.endpoint, state.model, state.attempt, name);
      Object.assign(batch, { fileId: state.fileId, batchId: state.batchId, submission: state.submission });
      for await (const line of batch.lines()) {
        batch.keys.add(keyOf(line));
        found.set(keyOf(line), batch);
      }
    }
    return found;
  }

  has(key«: string | Error») {
    return typeof key === 'string' && this.kept.has(key);
  }

  «private »lineOf(key«: string»)«: AnswerLine» {
    const kept = this.kept.get(key);
    if (kept?.line) return kept.line;
    if (!kept) return this.failures.get(key) ?? { custom_id: key, error: { message: 'The batch has no answer to this request.' } };
    const file = @fs@.openSync(kept.file, 'r');
    try {
      const bytes = @buffer@.Buffer.alloc(kept.length);
      @fs@.readSync(file, bytes, 0, kept.length, kept.offset);
      return JSON.parse(bytes.toString('utf8'))«  as AnswerLine»;
    } finally {
      @fs@.closeSync(file);
    }
  }

  /** What the SDK would have got. */
  answer(key«: string») {
    const line = this.lineOf(key);
    const body«: AnswerBody» = line.response?.body ?? { error: line.error ?? null };
    return { status: statusOf(line), body, id: line.response?.request_id ?? '' };
  }

  outcome(key«: string») {
    return this.kept.get(key)?.outcome ?? outcomeOf(this.lineOf(key));
  }

  /** Keeps the answers of a batch that will not be others when they are asked for again; counts the tokens of all. */
  async take(batch«: Batch», download«: () => AsyncIterable<string>», isWritten = true)«: Promise<void>» {
    const name = \`\${batch.batchId}.answers.jsonl\`;
    const part = @path@.join(this.absolute, \`\${name}.part\`);
    const places«: Kept[]» = [];
    let offset = 0;
    @fs@.rmSync(part, { force: true });
    Object.assign(batch, { readTokens: 0, writtenTokens: 0 });
    for await (const text of download()) {
      const line = JSON.parse(text)«  as AnswerLine»;
      const status = statusOf(line);
      if (PASSING.has(status) || status >= 500) {
        this.failures.set(line.custom_id, line);
        continue;
      }
      const { usage } = line.response?.body ?? {};
      batch.readTokens += usage?.input_tokens ?? usage?.prompt_tokens ?? 0;
      batch.writtenTokens += usage?.output_tokens ?? usage?.completion_tokens ?? 0;
      const length = @buffer@.Buffer.byteLength(text);
      const place«: Kept» = { file: part, offset, length, outcome: outcomeOf(line) };
      if (!isWritten) place.line = line;
      this.kept.set(line.custom_id, place);
      places.push(place);
      try {
        if (isWritten) this.append(\`\${name}.part\`, \`\${text}\\n\`);
      } catch (error) {
        say(\`the answers are here but can't be kept: \${messageOf(error)}\`);
        return this.take(batch, download, false);
      }
      offset += length + 1;
    }
    if (!isWritten || places.length === 0) return;
    const file = @path@.join(this.absolute, name);
    @fs@.renameSync(part, file);
    for (const place of places) place.file = file;
  }

  append(name«: string», text«: string») {
    this.writing(name, (file) => {
      @fs@.writeFileSync(file, text, { flag: 'a' });
    });
  }

  /** Writes a file whole or not at all. */
  save(name«: string», text«: string») {
    this.writing(name, (file) => {
      @fs@.writeFileSync(\`\${file}.part\`, text);
      @fs@.renameSync(\`\${file}.part\`, file);
    });
  }

  /** Makes the folder, for nobody else to read and not for git; leaves nothing half-written on a full disk. */
  «private »writing(name«: string», write«: (file: string) => void») {
    const file = @path@.join(this.absolute, name);
    try {
      @fs@.mkdirSync(this.absolute, { recursive: true, mode: 0o700 });
      const ignore = @path@.join(this.absolute, '.gitignore');
      if (!@fs@.existsSync(ignore)) @fs@.writeFileSync(ignore, '*\\n');
      write(file);
    } catch (error) {
      for (const each of [file, \`\${file}.part\`]) if (each.endsWith('.part') && @fs@.existsSync(each)) @fs@.rmSync(each);
      const advice = 'Make room or choose another folder with OPENAI_BATCH_DIR, and run this again; a batch that was submitted is found again.';
      throw Object.assign(new Error(\`Cannot write \${@path@.join(this.path, name)} (\${messageOf(error)}). \${advice}\`), { cause: error });
    }
  }
}
`;
