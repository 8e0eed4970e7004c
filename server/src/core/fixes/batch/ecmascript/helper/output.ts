/** What the program says, and small functions. */
export const OUTPUT = `/** Tokens, and what they cost. */
class BatchBill {
  tokensIn = 0;
  tokensOut = 0;
  «private »dollars = 0;

  add(model«: string», tokensIn«: number», tokensOut«: number») {
    this.tokensIn += tokensIn;
    this.tokensOut += tokensOut;
    const [input, output] = priceOf(model) ?? [NaN, NaN];
    this.dollars += (tokensIn * input + tokensOut * output) / 1e6;
  }

  text() {
    const tokens = \`\${grouped(this.tokensIn)} tokens in and \${grouped(this.tokensOut)} out\`;
    return this.dollars > 0 ? \`\${tokens}, \${money(this.dollars / 2)} instead of \${money(this.dollars)}\` : tokens;
  }
}

/** One line that changes on a terminal, one line a change on a log. */
class BatchProgress {
  «private »shown = '';

  show(batches«: readonly Batch[]») {
    const [first] = batches;
    if (!first) return;
    const total = sum(batches.map(({ keys }) => keys.size));
    const done = sum(batches.map(({ seen }) => (seen?.request_counts?.completed ?? 0) + (seen?.request_counts?.failed ?? 0)));
    const what = batches.length > 1 ? \`\${batches.length} batches under way\` : \`\${first.batchId} \${first.seen?.status ?? 'submitted'}\`;
    const text = \`\${what}: \${grouped(done)} of \${counted(total, 'request')} done\`;
    if (process.stderr.isTTY) process.stderr.write(\`\\r[batch] \${text}\\x1b[K\`);
    else if (text !== this.shown) say(text);
    this.shown = text;
  }

  say(text«: string») {
    this.clear();
    say(text);
  }

  /** Ends the line that changes. */
  clear() {
    if (!process.stderr.isTTY || this.shown === '') return;
    process.stderr.write('\\r\\x1b[K');
    this.shown = '';
  }
}

/** The lines of a stream of bytes, without their ends. Not readline's, which end at U+2028 too. */
async function* linesOf(stream«: AsyncIterable<Uint8Array>») {
  let rest«: Uint8Array» = new Uint8Array();
  for await (const piece of stream) {
    let start = 0;
    const bytes = @buffer@.Buffer.concat([rest, piece]);
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      if (end > start) yield bytes.toString('utf8', start, end);
      start = end + 1;
    }
    rest = bytes.subarray(start);
  }
  if (rest.length > 0) yield @buffer@.Buffer.from(rest).toString('utf8');
}

/** The custom_id, which is the first value of a line. */
function keyOf(line«: string») {
  return line.split('"', 4)[3] ?? '';
}

/** The HTTP status of an answer; 500 for a request that was not run. */
function statusOf({ response }«: AnswerLine») {
  return response?.status_code ?? 500;
}

/** What to tell of an answer; nothing where it is whole. */
function outcomeOf(line«: AnswerLine») {
  const { response } = line;
  if (statusOf(line) >= 400) {
    const error = line.error ?? response?.body.error;
    return ['failed with', response?.status_code, error?.code ?? error?.type].filter(Boolean).join(' ');
  }
  const reasons = [response?.body.incomplete_details?.reason, ...(response?.body.choices ?? []).map((choice) => choice.finish_reason)];
  if (reasons.some((reason) => reason === 'length' || reason === 'max_output_tokens')) return 'cut off at the token limit';
  return reasons.includes('content_filter') ? 'stopped by the content filter' : '';
}

/** What the model said, or all of it where that is no text. */
function textOf(body«: AnswerBody») {
  const messages = (body.choices ?? []).map(({ message }) => message?.content);
  const parts = (body.output ?? []).flatMap(({ content }) => (content ?? []).map(({ text }) => text));
  return [...messages, ...parts].filter(Boolean).join('\\n') || JSON.stringify(body);
}

/** The row of a model, or of the one that it is a snapshot of. */
function priceOf(model«: string») {
  return PRICES[model] ?? PRICES[model.replace(/-\\d{4}-\\d\\d-\\d\\d$/, '')];
}

/** Characters of all texts in a request; data: URLs are pictures and files. */
function lengthOf(value«: unknown»)«: number» {
  if (typeof value === 'string') return value.startsWith('data:') ? 0 : value.length;
  return value !== null && typeof value === 'object' ? sum(Object.values(value).map(lengthOf)) : 0;
}

/** JSON that is equal for equal values. */
function sorted(value«: unknown») {
  return JSON.stringify(value, (_, inner«: unknown») =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** Whether the same may go well a little later. */
function mayPass(error«: unknown») {
  if (error instanceof OpenAI.APIConnectionError) return true;
  return error instanceof OpenAI.APIError && (error.status === 429 || (error.status ?? 0) >= 500);
}

function messageOf(error«: unknown») {
  return error instanceof Error ? error.message : String(error);
}

/** The command that runs this program, with its arguments. */
function command() {
  const [, script = '', ...args] = process.argv;
  const words = ['node', ...process.execArgv, @path@.relative('', script), ...args];
  return words.map((word) => (/^[\\w@%+=:,./-]+$/.test(word) ? word : \`'\${word.replace(/'/g, \`'\\\\''\`)}'\`)).join(' ');
}

function say(text«: string») {
  process.stderr.write(\`[batch] \${text}\\n\`);
}

function counted(number«: number», noun«: string») {
  return \`\${grouped(number)} \${noun}\${number === 1 ? '' : 's'}\`;
}

function grouped(number«: number») {
  return number.toLocaleString('en-US');
}

function money(dollars«: number») {
  return \`$\${dollars.toFixed(dollars >= 0.1 ? 2 : 4)}\`;
}

function sum(numbers«: readonly number[]») {
  return numbers.reduce((total, number) => total + number, 0);
}

function sleep(seconds«: number») {
  return @timers@.setTimeout(seconds * 1000);
}
`;
