/** What is known of calls by their names: one row of a table per kind of call. Matched against the callee as written. */
import { ASKS_MODEL } from '../catalog/methods';
import type { FlowCall } from '../syntax/flow/flow';

/** Methods that put what they are given into the object they are called on. */
const KEEPS =
  /^(append|extend|insert|add|update|push|unshift|splice|set|setdefault|appendleft|extendleft|put|put_nowait|enqueue|concat_|write|writelines|writerow|writerows|writeheader)$/;

/** Those of them that make a list longer. */
const GROWS =
  /^(append|extend|insert|push|unshift|splice|appendleft|extendleft|add_message|addMessage|add_user_message|add_assistant_message|add)$/;

/** Functions and methods that keep nothing of what they are given, and change nothing. */
const HARMLESS =
  /^(print|pprint|len|str|repr|int|float|bool|list|tuple|dict|set|frozenset|sorted|reversed|enumerate|zip|range|sum|min|max|abs|round|any|all|isinstance|issubclass|type|getattr|hasattr|id|iter|next|format|ord|chr|hash|input|json\.\w+|JSON\.\w+|re\.\w+|math\.\w+|os\.path\.\w+|console\.\w+|Math\.\w+|Object\.(keys|values|entries|fromEntries)|Array\.(isArray|from)|Number(\.\w+)?|String(\.\w+)?|Boolean|parseInt|parseFloat|Promise\.(all|allSettled|race|any|resolve|reject)|asyncio\.\w+|time\.\w+|logging\.\w+|(\w+\.)?log(ger)?\.\w+|_?LOG(GER)?\.\w+|tqdm(\.\w+)?|copy\.(copy|deepcopy)|deepcopy|structuredClone|process\.stdout\.write|sys\.(stdout|stderr)\.\w+|warnings\.\w+|typer\.echo|click\.echo|rprint|cprint|pp|display|np\.\w+|numpy\.\w+|pd\.\w+|datetime\.\w+|uuid\.\w+|hashlib\.\w+|random\.\w+|textwrap\.\w+|itertools\.\w+|functools\.\w+|sys\.exit|exit|quit|process\.exit)$/;

/** Methods of values (strings, lists, dictionaries, objects of answers) that change nothing. */
const READS =
  /^(get|keys|values|items|copy|strip|lstrip|rstrip|trim|trimStart|trimEnd|split|splitlines|join|lower|upper|title|replace|replaceAll|startswith|endswith|startsWith|endsWith|find|index|indexOf|count|includes|encode|decode|format|isdigit|slice|substring|substr|toString|toLowerCase|toUpperCase|toFixed|map|filter|forEach|reduce|some|every|flat|flatMap|concat|match|matchAll|search|test|model_dump|model_dump_json|dict|json|to_dict|model_validate_json|model_validate|parse|safeParse|exists|is_file|is_dir|stem|name|head|tail|iterrows|itertuples|tolist|mean|info|debug|warning|warn|error|exception|critical|log|success|set_description|set_postfix|set_postfix_str|result|then|catch|finally|read|readline|readlines|read_text|isoformat|strftime|with_suffix|joinpath|resolve|has|at|localeCompare|sort_values|tick)$/;

/** The program waits for a person or for whatever comes next: nobody knows how often. */
const WAITS_FOR_MORE =
  /^(input|raw_input|prompt|readline\.question|rl\.question|rl\.prompt|questionary\..*|inquirer\..*|Prompt\.ask|typer\.prompt|click\.prompt|session\.prompt|getpass(\.getpass)?|console\.input|st\.(chat_input|text_input)|speech_recognition\..*|takeCommand|take_command|.*\.(accept|recv|recvfrom|receive|receive_json|receive_text|receive_message|listen|poll|blpop|brpop|xread|xreadgroup|subscribe|get_message|question|read_input|consume|getUpdates|get_updates|wait_for_message|chat_input|ask))$/;

const QUEUE_GET = /(^|\.)\w*(queue|_q|jobs|inbox|channel)\w*\.(get|get_nowait|take|dequeue|shift_job)$/i;

/** Things whose items come one by one for as long as the program runs. */
const ENDLESS =
  /\b(websocket|ws|socket|stdin|consumer|subscription|pubsub|listener|event_stream|changes|Watcher|itertools\.count|readline)\b|\b(events|messages|watch)\(|\bcount\(\)|\biter\(\s*input/i;

/** A function is handed over and run once, its answer being what the call gives or what comes of it later. */
const RUNS_ONCE =
  /^(limit|limiter|limited|\w*[lL]imit|\w*[qQ]ueue\.(add|push|enqueue)|q\.(add|push)|limiter\.(schedule|wrap|add)|\w*[lL]imiter\.(schedule|run|add)|\w*[sS]emaphore\.(use|run|runExclusive)|\w*[mM]utex\.runExclusive|\w*[tT]hrottle\w*|pLimit|pRetry|retry|asyncRetry|withRetry|withRetries|retryWithBackoff|with_retry|retryAsync|backOff|backoff|exponentialBackoff|pTimeout|withTimeout|pool\.(run|exec)|trace|withSpan|tracer\.startActiveSpan|observe|step\.run)$/;

/** A function and its arguments are handed over: `pool.submit(f, x)`. The index of the function. */
const DISPATCHES: readonly (readonly [callee: RegExp, at: number])[] = [
  [/\.(submit|apply_async|spawn|delay)$/, 0],
  [/\.run_in_executor$/, 1],
  [/^(asyncio\.)?to_thread$/, 0],
  [/^(sync_to_async|run_in_threadpool|anyio\.to_thread\.run_sync|run_sync|retry|call_with_retry|with_retry|retry_call)$/, 0],
];

/** A coroutine is handed over as a task: `asyncio.create_task(f(x))`, `tg.create_task(f(x))`. */
const TASKS = /(^|\.)(create_task|ensure_future|wait_for|shield|start_soon|gather)$/;

/** Ends the program. */
const ENDS = /^(sys\.exit|exit|quit|os\._exit|process\.exit|Deno\.exit)$/;

/** Methods that ask a model for an answer: OpenAI's, and those of other libraries. */
const REQUEST = new RegExp(`(^|\\.)(?:${ASKS_MODEL}|messages\\.create|generate_content|generateContent|generateText|generateObject)$`);

/** Takes all of an iterable at once, in any case. */
const CONSUMES_ALL =
  /^(list|tuple|set|frozenset|dict|sorted|sum|max|min|len|collections\.Counter|Counter|np\.array|pd\.DataFrame|pd\.concat|pd\.Series|Promise\.(all|allSettled)|.*\.(join|extend|update|gather|from_iterable|writelines|writerows)|asyncio\.gather|asyncio\.wait|gather|tqdm(\.\w+)*|as_completed|.*\.as_completed|enumerate|zip|map|deque|stack|torch\.\w+|np\.\w+)$/;

/** Stops when it has seen enough. */
const STOPS_EARLY =
  /^(any|all|next|anext|Promise\.(any|race)|itertools\.takewhile|takewhile|itertools\.islice|islice|asyncio\.wait_first)$/;

function named(call: FlowCall): string {
  return call.callee ?? (call.method === undefined ? '' : `().${call.method}`);
}

export const keeps = ({ method }: FlowCall): boolean => method !== undefined && KEEPS.test(method);
export const grows = ({ method }: FlowCall): boolean => method !== undefined && GROWS.test(method);
/** `Reply(text=...)`, `new Reply(...)`: keeps what it is given in an object of its own, and changes none of it. */
const CONSTRUCTS = /^(\w+\.)*_?[A-Z]\w*$/;

export const isHarmless = (call: FlowCall): boolean =>
  HARMLESS.test(named(call)) ||
  CONSTRUCTS.test(named(call)) ||
  (call.method !== undefined && READS.test(call.method)) ||
  (call.callee !== undefined && /^[A-Z]\w*(Error|Exception)$/.test(call.callee));
export const waitsForMore = (call: FlowCall): boolean => WAITS_FOR_MORE.test(named(call)) || QUEUE_GET.test(named(call));
export const isEndless = (iterable: string): boolean => ENDLESS.test(iterable);
export const runsOnce = (call: FlowCall): boolean => RUNS_ONCE.test(named(call)) || RUNS_ONCE.test(call.method ?? '');
export const isTask = (call: FlowCall): boolean => TASKS.test(named(call));
export const endsProgram = (call: FlowCall): boolean => ENDS.test(named(call));
export const isRequest = (call: FlowCall): boolean => REQUEST.test(named(call));
export const consumesAll = (call: FlowCall): boolean => CONSUMES_ALL.test(named(call));
export const stopsEarly = (call: FlowCall): boolean => STOPS_EARLY.test(named(call));

/** The index of the function that the call runs elsewhere; undefined when it runs none. */
export function dispatchedAt(call: FlowCall): number | undefined {
  return DISPATCHES.find(([callee]) => callee.test(named(call)))?.[1];
}
