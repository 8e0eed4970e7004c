/** What a program calls: head of the module, table of prices, types and the function. */
export const ENTRY = `/**
 * Answers requests through the OpenAI Batch API: half the price, within 24 hours.
 *
 *     const jobs = texts.map((text) => ({ text, request: { model: 'gpt-5.4', input: text } }));
 *     for (const { text, answer } of await runBatch(client, 'responses.create', jobs)) {
 *       console.log(text, (await answer).output_text);
 *     }
 *
 * A program that is stopped and started again picks up its batches and the answers it has: nothing is paid twice.
 *
 *     OPENAI_BATCH_DIR=folder   where requests, batch ids and answers are kept; delete it to ask anew
 *     OPENAI_BATCH_DRY_RUN=1    writes the requests as JSONL and stops
 *     OPENAI_BATCH_LIVE=3       asks the first 3 at once, at the full price, shows the answers and stops
 */
@@IMPORTS@@

/**
 * US dollars per million tokens of input and of output at the full price, of which Batch takes half, and the tokens that an
 * answer is taken to have. List prices of @@DATE@@; the table is yours to change.
 */
const PRICES«: Readonly<Record<string, readonly [input: number, output: number, answer: number]>>» = {
@@PRICES@@
};

/** Exit codes of a program that does not wait for its batches. */
const SUBMITTED = 3;
const NOT_READY = 4;

/** What OpenAI takes as one input file; each text to embed counts. */
const FILE_REQUESTS = 50_000;
const FILE_BYTES = 200_000_000;

/** Statuses that may be others the next time; so may those from 500 on. */
const PASSING = new Set([408, 409, 429]);
«
/** What each method gives. */
export interface BatchAnswers<Request> {
@@ROWS@@
}

interface BatchOptions {
  /** False: the program ends once it has submitted, and goes on when the same command is run again. */
  wait?: boolean;
  /** Equal requests share one answer. */
  once?: boolean;
  /** Answers that are older than this many seconds are not used. */
  maxAge?: number;
}

interface AnswerBody {
  usage?: { input_tokens?: number; prompt_tokens?: number; output_tokens?: number; completion_tokens?: number } | null;
  choices?: { finish_reason?: string | null; message?: { content?: string | null } }[];
  output?: { content?: { text?: string }[] }[];
  incomplete_details?: { reason?: string } | null;
  error?: { code?: string | null; type?: string; message?: string } | null;
}

/** A line of a batch's output. */
interface AnswerLine {
  custom_id: string;
  response?: { status_code: number; request_id?: string; body: AnswerBody } | null;
  error?: AnswerBody['error'];
}

interface RequestBody {
  model?: string;
  input?: unknown;
  n?: number;
  max_tokens?: number;
  max_output_tokens?: number;
  max_completion_tokens?: number;
  [name: string]: unknown;
}

type Method = (request: object, options: { headers: Record<string, string> }) => Promise<unknown>;
»
/**
 * Sends the request of every job by batch. Gives the jobs back with \`answer\` added: a promise of what client.<api>(request)
 * would have given, or of the error it would have thrown.
 *
 * What a batch leaves unanswered, or answers with 408, 409, 429 or 5xx, is sent again, twice at most. With wait: false the
 * program ends with exit code 3 once it has submitted; the same command run again goes on with the answers, or ends with
 * exit code 4 while they are not there. once: equal requests share one answer. maxAge: in seconds, of answers to use.
 */
export async function runBatch«<Api extends keyof BatchAnswers<object>, Job extends { request: object }>»(
  client«: OpenAI»,
  api«: Api»,
  jobs«: readonly Job[]»,
  options«: BatchOptions» = {},
)«: Promise<(Job & { answer: Promise<BatchAnswers<Job['request']>[Api]> })[]>» {
  const run = new BatchRun(client, api, options);
  const keys = await run.answerAll(jobs.map(({ request }) => request));
  return jobs.map((job, index) => ({
    ...job,
    get answer() {
      const answer = run.answerTo(job.request, keys[index]«!»)«  as Promise<BatchAnswers<Job['request']>[Api]>»;
      answer.catch(() => undefined); // whoever awaits it sees the error
      return answer;
    },
  }));
}
`;
