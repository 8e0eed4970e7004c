/** One call: requests written, batches submitted and looked at until all have ended. */
export const RUN = `/** How often this program has asked the same: a second time it wants an answer of its own. */
const asked = new Map«<string, number>»();

/** One call of runBatch. */
class BatchRun {
  «private readonly »client«: OpenAI»;
  «private readonly »options«: BatchOptions»;
  «private readonly »folder«: BatchFolder»;
  «private readonly »method«: Method»;
  «private readonly »pollSeconds = Number(process.env.OPENAI_BATCH_POLL_SECONDS ?? 5);
  «private readonly »progress = new BatchProgress();
  «private readonly »bill = new BatchBill();
  «private readonly »waiting«: Batch[]» = [];
  «private readonly »running«: Batch[]» = [];
  «private »sent«: { url: string; body: RequestBody } | undefined»;
  «private »isQueueFull = false;
  «private »hasSubmitted = false;

  constructor(client«: OpenAI», api«: string», options«: BatchOptions») {
    this.client = client;
    this.options = options;
    this.folder = new BatchFolder(options.maxAge ?? Infinity);
    this.method = this.offlineMethod(api);
  }

  /** The method of the SDK with fetch in place of the network: requests and answers are exactly those of the SDK. */
  «private »offlineMethod(api«: string»)«: Method» {
    const fetch = async (url«: string», init«: { body: string; headers: ConstructorParameters<typeof Headers>[0] }») => {
      const key = new globalThis.Headers(init.headers).get('x-batch-request') ?? '';
      if (key === '') this.sent = { url, body: JSON.parse(init.body)«  as RequestBody» };
      const { status, body, id } = key === '' ? { status: 418, body: {}, id: '' } : this.folder.answer(key);
      const headers = { 'content-type': 'application/json', 'x-request-id': id };
      return new globalThis.Response(JSON.stringify(body), { status, headers });
    };
    const settings = { apiKey: 'unused', baseURL: 'https://api.openai.com/v1', maxRetries: 0, fetch };
    let resource«: unknown» = new OpenAI(settings«  as unknown as ConstructorParameters<typeof OpenAI>[0]»);
    const names = api.split('.');
    const method = names.pop()«  as string»;
    for (const name of names) resource = «(»resource«  as Record<string, unknown>)»[name];
    return (request, options) => «(»resource«  as Record<string, Method>)»[method]«!»(request, options);
  }

  answerTo(request«: object», key«: string | Error»)«: Promise<unknown>» {
    if (key instanceof Error) return Promise.reject(key);
    return this.method(request, { headers: { 'x-batch-request': key } });
  }

  /** The key of each request, once all have been answered; the error for one that the SDK refuses. */
  async answerAll(requests«: readonly object[]»)«: Promise<(string | Error)[]>» {
    const interrupted = () => {
      this.progress.clear();
      if (this.running.length > 0) say(\`the batch goes on without this program; to come back: \${command()}\`);
      process.exit(130);
    };
    process.on('SIGINT', interrupted);
    try {
      const keys = await this.write(requests);
      this.announce(keys);
      if (this.waiting.length > 0 && process.env.OPENAI_BATCH_LIVE) await this.askLive(Number(process.env.OPENAI_BATCH_LIVE));
      if (this.waiting.length > 0 && process.env.OPENAI_BATCH_DRY_RUN) this.endDryRun();
      await this.workThrough();
      this.sumUp(keys);
      return keys;
    } catch (error) {
      for (const batch of this.waiting) if (batch.fileId === '') batch.discard();
      throw error;
    } finally {
      this.progress.clear();
      process.off('SIGINT', interrupted);
    }
  }

  /** Has the SDK make each request, and writes those that have no answer into input files. */
  «private »async write(requests«: readonly object[]») {
    await this.folder.read();
    const batches = await this.folder.batches();
    const files = new Map«<string, Batch>»();
    const counts = new Map«<string, number>»();
    const keys«: (string | Error)[]» = [];
    for (const request of requests) {
      this.sent = undefined;
      const error = await this.method(request, { headers: { 'x-batch-request': '' } }).catch((thrown«: unknown») => thrown);
      const sent = this.sent«  as { url: string; body: RequestBody } | undefined»;
      if (!sent) {
        keys.push(error instanceof Error ? error : new Error(String(error)));
        continue;
      }
      const line = new RequestLine(sent.url, sent.body);
      const count = (counts.get(line.digest) ?? 0) + 1;
      counts.set(line.digest, count);
      const key = \`\${line.digest}-\${this.options.once ? 1 : count + (asked.get(line.digest) ?? 0)}\`;
      keys.push(key);
      let batch = batches.get(key);
      if (!batch && !this.folder.has(key)) {
        batch = this.fileFor(line, files);
        batch.add(key, line);
        batches.set(key, batch);
      }
      if (batch && !this.running.includes(batch) && !this.waiting.includes(batch)) (batch.batchId === '' ? this.waiting : this.running).push(batch);
    }
    for (const batch of files.values()) batch.close();
    for (const [digest, count] of counts) asked.set(digest, (asked.get(digest) ?? 0) + count);
    return keys;
  }

  /** A batch takes one endpoint, one model, and so much of them. */
  «private »fileFor(line«: RequestLine», files«: Map<string, Batch>») {
    const place = \`\${line.endpoint} \${line.model}\`;
    let batch = files.get(place);
    if (batch && !batch.hasRoom(line)) {
      batch.close();
      batch = undefined;
    }
    batch ??= new Batch(this.folder, line.endpoint, line.model);
    files.set(place, batch);
    return batch;
  }

  /** Says which answers are there, and what the others will cost. */
  «private »announce(keys«: readonly (string | Error)[]») {
    const there = keys.filter((key) => this.folder.has(key)).length;
    if (there > 0) say(\`\${this.folder.path} has answers to \${grouped(there)} of \${counted(keys.length, 'request')} already\`);
    const fresh = this.waiting.filter(({ fileId }) => fileId === '');
    if (fresh.length === 0) return;
    const guess = new BatchBill();
    for (const { model, tokensIn, tokensOut } of fresh) guess.add(model, tokensIn, tokensOut);
    say(\`\${counted(sum(fresh.map(({ keys: { size } }) => size)), 'request')} to ask: about \${guess.text()}\`);
  }

  /** Asks the first requests one by one, shows and keeps their answers, and ends the program. */
  «private »async askLive(most«: number») {
    const total = sum(this.waiting.map(({ keys }) => keys.size));
    const answers«: string[]» = [];
    try {
      for (const batch of this.waiting) {
        for await (const text of batch.lines()) {
          if (answers.length === most) break;
          const { custom_id, url, body } = JSON.parse(text)«  as { custom_id: string; url: string; body: RequestBody }»;
          const found = «(»await this.client.post(url.replace('/v1', ''), { body })«) as AnswerBody»;
          process.stderr.write(\`\${textOf(found)}\\n\`);
          answers.push(JSON.stringify({ custom_id, response: { status_code: 200, body: found } }));
        }
      }
    } finally {
      if (answers.length > 0) this.folder.save(\`live-\${@crypto@.randomUUID().slice(0, 8)}.answers.jsonl\`, \`\${answers.join('\\n')}\\n\`);
    }
    for (const batch of this.waiting) if (batch.fileId === '') batch.discard();
    say(\`asked \${answers.length} of \${total}; without OPENAI_BATCH_LIVE the others are submitted\`);
    process.exit(0);
  }

  «private »endDryRun() {
    for (const { path: name, endpoint } of this.waiting) say(\`\${name}.jsonl has what would be submitted to \${endpoint}\`);
    process.exit(0);
  }

  /** Submits what waits and gathers what is done, until nothing is left of either. */
  «private »async workThrough() {
    let pause = this.pollSeconds;
    while (this.waiting.length > 0 || this.running.length > 0) {
      while (this.waiting.length > 0 && !this.isQueueFull) {
        const batch = this.waiting[0]«  as Batch»;
        await this.submit(batch);
        this.waiting.shift();
        this.running.push(batch);
      }
      for (const batch of [...this.running]) {
        if (!(await this.hasEnded(batch))) continue;
        this.running.splice(this.running.indexOf(batch), 1);
        await this.finish(batch);
        pause = this.pollSeconds;
      }
      if (this.waiting.length === 0 && this.running.length === 0) return;
      this.progress.show(this.running);
      if (this.options.wait === false) {
        this.progress.clear();
        say(\`Submitted and not finished yet. To collect the answers, run this again later: \${command()}\`);
        process.exit(this.hasSubmitted ? SUBMITTED : NOT_READY);
      }
      await sleep(pause);
      pause = Math.min(pause * 1.5, this.pollSeconds * 12);
      this.isQueueFull &&= this.running.length > 0;
    }
  }

  /** Submits a file once: what an earlier try may have submitted is looked for first. */
  «private »async submit(batch«: Batch») {
    let attempts = batch.submission === '' ? 0 : 1;
    for (;;) {
      try {
        if (attempts > 0 && (await this.find(batch))) return;
        if (batch.fileId === '') {
          const file = @fs@.createReadStream(\`\${batch.path}.jsonl\`);
          const { id } = await this.client.files.create({ file, purpose: 'batch' }, { maxRetries: 0, timeout: 600_000 });
          batch.note({ fileId: id, submission: @crypto@.randomUUID() });
        }
        if (batch.submission === '') batch.note({ submission: @crypto@.randomUUID() });
        batch.seen = await this.client.batches.create(
          {
            input_file_id: batch.fileId,
            endpoint: batch.endpoint«  as '/v1/responses'»,
            completion_window: '24h',
            metadata: { submission: batch.submission },
          },
          { maxRetries: 0 }, // sent twice it would be paid twice
        );
        this.hasSubmitted = true;
        this.progress.say(\`\${batch.seen.id} submitted: \${counted(batch.keys.size, 'request')}, answers within 24 hours\`);
        batch.note({ batchId: batch.seen.id });
        return;
      } catch (error) {
        if (error instanceof OpenAI.APIError && !mayPass(error)) batch.discard(); // refused: the next run starts afresh
        attempts += 1;
        if (!mayPass(error) || attempts > 5) throw error;
        this.progress.say(\`not submitted yet: \${messageOf(error)}\`);
        await sleep(this.pollSeconds * attempts);
      }
    }
  }

  /** Looks among the newest batches for one that was submitted and not written down. */
  «private »async find(batch«: Batch») {
    let looked = 0;
    for await (const seen of this.client.batches.list({ limit: 100 })) {
      if (batch.submission !== '' && seen.metadata?.submission === batch.submission) {
        batch.note({ batchId: seen.id });
        return true;
      }
      looked += 1;
      if (looked === 500) break;
    }
    return false;
  }

  /** Sees how far a batch is; takes its answers if it has ended. */
  «private »async hasEnded(batch«: Batch») {
    try {
      batch.seen = await this.client.batches.retrieve(batch.batchId);
      const { status, output_file_id: output, error_file_id: errors } = batch.seen;
      if (!['completed', 'failed', 'expired', 'cancelled'].includes(status)) return false;
      const names = [output, errors].filter((id)«: id is string» => typeof id === 'string');
      if (names.length > 0) await this.folder.take(batch, () => this.download(names));
      return true;
    } catch (error) {
      if (!mayPass(error)) throw error;
      this.progress.say(\`\${batch.batchId} can't be seen now, which does not stop it: \${messageOf(error)}\`);
      return false;
    }
  }

  /** The lines of files at OpenAI, one after the other. */
  «private »async *download(names«: readonly string[]») {
    for (const name of names) {
      const { body } = await this.client.files.content(name);
      yield* linesOf(body«  as unknown as AsyncIterable<Uint8Array>»);
    }
  }

  /** Decides what becomes of the requests of a batch that has ended. */
  «private »async finish(batch«: Batch») {
    const seen = batch.seen«  as OpenAI.Batch»;
    const errors = seen.errors?.data ?? [];
    if (seen.status === 'failed' && errors.some(({ code }) => code === 'token_limit_exceeded')) {
      await this.holdBack(batch, errors[0]?.message ?? '');
      return;
    }
    await this.deleteInput(batch);
    const usage = «(»seen«  as { usage?: { input_tokens: number; output_tokens: number } })».usage;
    this.bill.add(batch.model, usage?.input_tokens ?? batch.readTokens, usage?.output_tokens ?? batch.writtenTokens);
    const left = [...batch.keys].filter((key) => !this.folder.has(key));
    const answered = batch.keys.size - left.length;
    const happened = \`\${seen.id} \${seen.status === 'cancelled' ? 'was cancelled' : seen.status}\`;
    if (seen.status === 'completed' || seen.status === 'expired') {
      this.progress.say(\`\${happened}: \${grouped(answered)} of \${counted(batch.keys.size, 'request')} answered\`);
      if (left.length > 0 && batch.attempt < 2) {
        this.waiting.push(await batch.copy(left, batch.attempt + 1));
        this.progress.say(\`\${counted(left.length, 'request')} \${left.length === 1 ? 'is' : 'are'} sent again\`);
      }
      batch.discard();
      return;
    }
    batch.discard();
    const reasons = errors.map(({ line, message }) => (line ? \`line \${line}: \${message}\` : String(message))).join('; ');
    const what = reasons === '' ? \`\${happened}.\` : \`\${happened}: \${reasons.replace(/\\.$/, '')}.\`;
    if (answered === 0) throw new Error(\`\${what} Nothing was answered; run this again to submit it anew.\`);
    throw new Error(
      \`\${what} \${answered} of \${batch.keys.size} answers are kept in \${this.folder.path}; run this again to submit the other \${left.length}.\`,
    );
  }

  «private »async deleteInput(batch«: Batch») {
    try {
      const files«: { del?: (id: string) => Promise<unknown>; delete?: (id: string) => Promise<unknown> }» = this.client.files;
      await (files.delete ? files.delete(batch.fileId) : files.del?.(batch.fileId)); // \`del\` before openai 5
    } catch (error) {
      this.progress.say(\`the input file \${batch.fileId} is still there: \${messageOf(error)}\`);
    }
  }

  /** The queue is full: submits again once something has left it, in smaller files where it holds nothing else. */
  «private »async holdBack(batch«: Batch», reason«: string») {
    this.progress.say(\`\${batch.batchId} waits for room: \${reason}\`);
    this.isQueueFull = true;
    batch.note({ batchId: '', submission: '' });
    const { data } = await this.client.batches.list({ limit: 100 });
    if (this.running.length > 0 || data.some(({ status }) => ['validating', 'in_progress', 'finalizing'].includes(status))) {
      this.waiting.unshift(batch);
      return;
    }
    const keys = [...batch.keys];
    if (keys.length > 1) {
      const half = Math.floor(keys.length / 2);
      this.waiting.unshift(await batch.copy(keys.slice(0, half), batch.attempt), await batch.copy(keys.slice(half), batch.attempt));
    }
    batch.discard();
    if (keys.length === 1) throw new Error(\`One request is more than fits into the queue: \${reason}\`);
  }

  /** Says what it cost, and how many answers are none or not whole. */
  «private »sumUp(keys«: readonly (string | Error)[]») {
    if (this.bill.tokensIn > 0) this.progress.say(\`used \${this.bill.text()}\`);
    const outcomes = new Map«<string, number>»();
    for (const key of keys) {
      const outcome = key instanceof Error ? 'failed before they were sent' : this.folder.outcome(key);
      if (outcome !== '') outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    if (outcomes.size === 0) return;
    const failed = sum([...outcomes].map(([outcome, count]) => (outcome.startsWith('failed') ? count : 0)));
    const notes = [...outcomes].sort((a, b) => b[1] - a[1]).map(([outcome, count]) => \`\${count} \${outcome}\`);
    this.progress.say(\`\${grouped(keys.length - failed)} of \${counted(keys.length, 'request')} answered; \${notes.join(', ')}\`);
  }
}
`;
