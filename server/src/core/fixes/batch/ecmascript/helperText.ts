/**
 * The function that a converted file calls, as it is written into that file: the SDK and Node alone, readable by whoever
 * finds it there. `«...»` is TypeScript only, `@OpenAI@` the file's name of the SDK's client class.
 */
export const HELPER = `«/** What each method gives. */
interface BatchAnswers<Request> {
@@ROWS@@
}

»/**
 * Sends the request of every job through the Batch API (half the price, within 24 hours). Gives the jobs back with
 * answer added: a promise of what client.<api>(request) would have given, or of the error it would have thrown.
 *
 * Requests and batch ids are kept in folder. Started again, after a crash too, the program picks its batches up instead
 * of paying twice; delete the folder to ask anew. pollSeconds is the first pause between two looks at a batch; pauses
 * grow to a minute. step: submit ends the program when all is submitted, collect does not wait for a batch that runs.
 */
async function runBatch«<Api extends keyof BatchAnswers<object>, Job extends { request: object }>»(
  client«: @OpenAI@»,
  api«: Api»,
  jobs«: Job[]»,
  { folder = 'openai-batches', pollSeconds = Number(process.env.OPENAI_BATCH_POLL_SECONDS ?? 5), step = 'wait' } = {},
)«: Promise<(Job & { answer: Promise<BatchAnswers<Job['request']>[Api]> })[]>» {
«  type Line = { id: string; url: string; text: string };
»  const answers = new Map«<string, any>»();
  const running«: { batch: @OpenAI@.Batch; lines: Line[] }[]» = [];
  for (const lines of await inputFiles()) running.push(...(await submitOrResume(lines)));
  if (step === 'submit') {
    console.error(\`Everything is submitted. To collect the answers: node \${process.argv[1]} collect\`);
    process.exit(0);
  }
  for (const { batch, lines } of running) await waitFor(batch, lines);
  return jobs.map((job, index) => {
    const { response, error } = answers.get(\`request-\${index}\`);
    const { status_code: status = 500, request_id: id, body = { error } } = response ?? {};
    const headers = { 'content-type': 'application/json', 'x-request-id': id ?? '' };
    const answer = callSdk(job.request, async () => new Response(JSON.stringify(body), { status, headers }));
    answer.catch(() => {}); // whoever awaits it sees the error
    return { ...job, answer };
  });

  /** Calls the method of the SDK with fetch in place of the network: requests and answers are exactly those of the SDK. */
  function callSdk(request«: object», fetch«: (url: string, init: { body: string }) => Promise<Response>»)«: Promise<any>» {
    const sdk«: any» = new @OpenAI@({ apiKey: 'unused', baseURL: 'https://api.openai.com/v1', maxRetries: 0, fetch«: fetch as any» });
    const path = api.split('.');
    const method = path.pop()«!»;
    return path.reduce((object, name) => object[name], sdk)[method](request);
  }

  /** One file per model, of at most 50,000 lines (for embeddings: inputs) and 200 MB. */
  async function inputFiles()«: Promise<Line[][]>» {
    const files«: Line[][]» = [];
    const open = new Map«<string, { lines: Line[]; bytes: number; inputs: number }>»();
    for (const [index, { request }] of jobs.entries()) {
      const line = await new Promise«<Line & { model: string; inputs: number }>»((resolve, reject) => {
        const record = async (address«: string», init«: { body: string }») => {
          const body = JSON.parse(init.body);
          for (const name of ['stream', 'stream_options', 'service_tier', 'background']) delete body[name]; // Batch takes none of these
          const url = new URL(address).pathname;
          const id = \`request-\${index}\`;
          const text = \`\${JSON.stringify({ custom_id: id, method: 'POST', url, body })}\\n\`;
          const inputs = url === '/v1/embeddings' && Array.isArray(body.input) ? body.input.length : 1;
          resolve({ id, url, text, model: body.model, inputs });
          return new Response('{}', { status: 400 });
        };
        callSdk(request, record).catch(reject);
      });
      const bytes = Buffer.byteLength(line.text);
      let file = open.get(line.model);
      if (!file || file.inputs + line.inputs > 50_000 || file.bytes + bytes > 200_000_000) {
        file = { lines: [], bytes: 0, inputs: 0 };
        open.set(line.model, file);
        files.push(file.lines);
      }
      file.lines.push(line);
      file.bytes += bytes;
      file.inputs += line.inputs;
    }
    return files;
  }

  /** Finds the batch that was submitted for these lines, or submits the lines that have no answer yet. */
  async function submitOrResume(lines«: Line[]») {
    const hash = @crypto@.createHash('sha256').update(lines.map((line) => line.text).join('')).digest('hex').slice(0, 16);
    // The same requests a second time in one run are a batch of their own.
    const counts«: Record<string, number>» = («(»globalThis« as any)».batchRuns ??= {});
    counts[hash] = (counts[hash] ?? 0) + 1;
    const name = \`\${folder}/\${hash}-\${counts[hash]}\`;
    const saved = @fs@.existsSync(\`\${name}.json\`) ? JSON.parse(@fs@.readFileSync(\`\${name}.json\`, 'utf8')) : { batches: [] };
    for (const id of saved.batches) {
      const batch = await patiently(() => client.batches.retrieve(id));
      if (!hasEnded(batch)) return [{ batch, lines }];
      await collect(batch);
    }
    const rest = lines.filter((line) => !answers.has(line.id));
    if (rest.length === 0) return [];
    if (step === 'collect') throw new Error(\`\${rest.length} of \${lines.length} requests are not submitted: run the program without the word collect to submit them.\`);
    // A mark is written down first and sent along: if the program dies meanwhile, the batch is found by it and not submitted twice.
    save(\`\${name}.jsonl\`, rest.map((line) => line.text).join(''), 'Nothing was submitted.');
    const { mark = @crypto@.randomUUID(), since = Date.now() } = saved;
    save(\`\${name}.json\`, JSON.stringify({ batches: saved.batches, mark, since }), 'Nothing was submitted.');
    const batch = await patiently(async () => (await find(mark, since)) ?? (await submit(\`\${name}.jsonl\`, rest[0]«!».url, mark)));
    console.error(\`Batch \${batch.id}: \${rest.length} requests submitted\`);
    save(\`\${name}.json\`, JSON.stringify({ batches: [...saved.batches, batch.id] }), \`Batch \${batch.id} is submitted: run the program again to pick it up.\`);
    return [{ batch, lines }];
  }

  async function submit(input«: string», url«: string», mark«: string») {
    const file = await client.files.create({ file: @fs@.createReadStream(input), purpose: 'batch' }, { maxRetries: 0 });
    const batch = { input_file_id: file.id, endpoint: url«  as '/v1/responses'», completion_window: '24h'« as const», metadata: { mark } };
    return client.batches.create(batch, { maxRetries: 0 }); // sent twice it would be paid twice
  }

  /** The batch that an earlier try submitted and did not live to write down. */
  async function find(mark«: string», since«: number») {
    for await (const batch of client.batches.list({ limit: 100 })) {
      if (batch.metadata?.mark === mark) return batch;
      if (batch.created_at < since / 1000 - 86_400) return undefined; // the newest come first
    }
    return undefined;
  }

  async function waitFor(batch«: @OpenAI@.Batch», lines«: Line[]») {
    let shown = '';
    for (let pause = pollSeconds; !hasEnded(batch); pause = Math.min(pause * 1.5, 60)) {
      const progress = \`Batch \${batch.id}: \${batch.status}, \${batch.request_counts?.completed ?? 0} of \${lines.length} done\`;
      if (step === 'collect') throw new Error(\`\${progress}. Collect again later.\`);
      if (progress !== shown) console.error(progress);
      shown = progress;
      await sleep(pause);
      batch = await patiently(() => client.batches.retrieve(batch.id));
    }
    await collect(batch);
    const missing = lines.filter((line) => !answers.has(line.id)).length;
    if (missing === 0) return;
    const reasons = (batch.errors?.data ?? []).map((error) => \` Line \${error.line ?? '?'}: \${error.message}\`).join('');
    throw new Error(\`Batch \${batch.id} is \${batch.status}, and \${missing} of \${lines.length} requests have no answer.\${reasons} Run the program again: the answers that came are kept, the other requests are submitted anew.\`);
  }

  /** Takes the answers of a batch, and the errors of lines that failed; lines that never ran are neither. */
  async function collect(batch«: @OpenAI@.Batch») {
    for (const id of [batch.output_file_id, batch.error_file_id]) {
      const text = id ? await patiently(async () => (await client.files.content(id)).text()) : '';
      for (const line of text.split('\\n').filter(Boolean)) {
        const result = JSON.parse(line);
        if (result.response || batch.status === 'completed') answers.set(result.custom_id, result);
      }
    }
  }

  function hasEnded(batch«: @OpenAI@.Batch») {
    return ['completed', 'failed', 'expired', 'cancelled'].includes(batch.status);
  }

  /** Tries again, ever more slowly, while the API is out of reach, overloaded or asks for patience. */
  async function patiently«<T>»(call«: () => Promise<T>»)«: Promise<T>» {
    for (let pause = 1; ; pause *= 2) {
      try {
        return await call();
      } catch (error«: any») {
        const mayPass = error instanceof @OpenAI@.APIConnectionError || error.status >= 500 || (error.status === 429 && !/quota|balance|spend/.test(error.code));
        if (!mayPass || pause > 600) throw error;
        console.error(\`Batch API: \${error.message}. Trying again in \${pause} s\`);
        await sleep(pause);
      }
    }
  }

  /** All or nothing: a full disk leaves no half-written file behind. */
  function save(path«: string», text«: string», consequence«: string») {
    try {
      @fs@.mkdirSync(folder, { recursive: true });
      @fs@.writeFileSync(\`\${path}.part\`, text);
      @fs@.renameSync(\`\${path}.part\`, path);
    } catch (error«: any») {
      if (@fs@.existsSync(\`\${path}.part\`)) @fs@.rmSync(\`\${path}.part\`);
      throw new Error(\`Cannot write \${path} (\${error.message}). \${consequence}\`);
    }
  }

  function sleep(seconds«: number») {
    return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }
}
`;
