/**
 * The code that a converted Python file gets once: `run_batch`, and `run_batch_async` for an AsyncOpenAI. It needs the
 * SDK and the standard library, Python 3.9 or newer, and openai 1.17 to 3.x (run with 1.109 and 3.22, November 2026).
 *
 * Bodies are made and answers are read by the SDK itself, through a client whose transport sends nothing: what `parse`
 * makes of a Pydantic model, what NOT_GIVEN leaves out and which error a status becomes is then right in every version.
 */

/** Modules that the helper uses; one `import` line each. */
export const HELPER_MODULES = [
  'collections',
  'functools',
  'hashlib',
  'importlib',
  'json',
  'operator',
  'os',
  'sys',
  'time',
  'uuid',
  'openai',
] as const;

/** First line of the docstring, by which a helper written earlier is known again. */
export const HELPER_SIGN = 'Answer requests through the OpenAI Batch API: half the price, within 24 hours.';

export type HelperKind = 'sync' | 'async';

export const HELPER_NAMES: Readonly<Record<HelperKind, string>> = { sync: 'run_batch', async: 'run_batch_async' };

/** The functions of one kind; `withShared`: also the class that both kinds use. Lines end with \n, indented by 4 spaces. */
export function helperCode(kind: HelperKind, withShared: boolean): string {
  const code = kind === 'async' ? asAsync(NETWORK) : asSync(NETWORK);
  return withShared ? `${code}\n\n${SHARED}` : code;
}

function asSync(code: string): string {
  return code
    .replace(/@(async|await) /g, '')
    .replaceAll('@sleep', 'time.sleep')
    .replace(/@(\w+?)@/g, '$1')
    .replaceAll('@Http', 'HttpxClient')
    .replaceAll('@function', 'function');
}

function asAsync(code: string): string {
  return code
    .replace(/@(async|await) /g, '$1 ')
    .replaceAll('@sleep', 'asyncio.sleep')
    .replace(/@(\w+?)@/g, '$1_async')
    .replaceAll('@Http', 'AsyncHttpxClient')
    .replaceAll('@function', 'coroutine function');
}

const NETWORK = `@async def @run_batch@(client, method, requests, *, folder="openai_batches", wait=True, poll_seconds=5.0):
    """${HELPER_SIGN}

    A request is a dict of the arguments that the client's method, such as "responses.create", would have got.
    Returns one @function per request, in order: it gives what the method would have returned, or raises what it
    would have raised. A request may also be None, for nothing to send, or an error to be raised then.

    Requests, batch ids and answers are kept in \`folder\`. Stopped and started again with the same requests, the
    program picks up its batch, or the answers, and pays nothing twice. Delete the folder to ask anew.
    With wait=False a program ends once it has submitted; run it again later to go on with the answers.
    The first pause between two looks at the batch is \`poll_seconds\` long, the longest 12 times that.
    """
    http = @_BatchHttp@(trust_env=False)
    offline = operator.attrgetter(method)(client.with_options(http_client=http, max_retries=0))
    calls, sent = [], {}
    for number, request in enumerate(requests):
        if request is None or isinstance(request, Exception):
            calls.append(functools.partial(@_batch_raise@, request))
            continue
        name = f"request-{number}"
        headers = {**(request.get("extra_headers") or {}), "x-batch-request": name}
        calls.append(functools.partial(offline, **{**request, "extra_headers": headers}))
        try:
            @await calls[-1]()
        except openai.APIStatusError as error:
            sent[name] = error.request  # As the SDK would have sent it: see @_BatchHttp@.
        except Exception:
            pass  # Arguments that the SDK refuses: raised where the answer is asked for.
    jobs = [_BatchJob(endpoint, lines, folder) for endpoint, lines in _batch_files(sent)]
    for job in jobs:
        @await @_batch_submit@(client, job, poll_seconds)
    for job in jobs:
        @await @_batch_collect@(client, job, wait, poll_seconds)
        http.answers.update(job.answers)
    for job in jobs:
        _BatchJob.finished[job.digest] += 1
    return calls


class @_BatchHttp@(openai.Default@Http):
    """Stands in for the network: nothing leaves, and answers come from finished batches."""

    def __init__(self, **options):
        super().__init__(**options)
        self.answers = {}

    @async def send(self, request, **_):
        # httpx; httpx2 from openai 3 on.
        response = importlib.import_module(type(request).__module__.partition(".")[0]).Response
        if not self.answers:
            return response(418, request=request)
        answer = self.answers.get(request.headers["x-batch-request"], {})
        found = answer.get("response") or {"body": {"error": answer.get("error") or {"message": "The batch has no answer to this request."}}}
        headers = {"x-request-id": found.get("request_id") or ""}
        return response(_batch_status(answer), json=found["body"], headers=headers, request=request)


@async def @_batch_raise@(error):
    raise error


@async def @_batch_submit@(client, job, poll_seconds):
    """Submit the requests that have no answer, once: what an earlier run may have submitted is looked for first."""
    requests = [line for name, line in job.lines.items() if _batch_status(job.answers.get(name)) in _BATCH_RETRY]
    if job.state.get("batch") or not requests:
        return
    attempts = 1 if job.state else 0
    if not attempts:
        job.write(".jsonl", "".join(requests))
        with open(job.path + ".jsonl", "rb") as file:
            uploaded = @await client.with_options(timeout=600.0).files.create(file=file, purpose="batch")
        job.note(file=uploaded.id, submission=uuid.uuid4().hex)
    metadata = {"submission": job.state["submission"]}
    while True:
        try:
            if attempts:
                looked_at = 0
                @async for batch in client.batches.list(limit=100):
                    looked_at += 1
                    if batch.metadata == metadata:
                        return job.note(batch=batch.id)
                    if looked_at == 500:
                        break
            # The SDK's own retries could submit twice.
            batch = @await client.with_options(max_retries=0).batches.create(
                input_file_id=job.state["file"], endpoint=job.endpoint, completion_window="24h", metadata=metadata
            )
            _batch_say(f"{batch.id} submitted: {len(requests)} requests, answers within 24 hours")
            job.is_new = True
            return job.note(batch=batch.id)
        except (openai.APIConnectionError, openai.InternalServerError, openai.RateLimitError) as error:
            attempts += 1
            if attempts > 5:
                raise
            _batch_say(f"not submitted yet: {error}")
            @await @sleep(poll_seconds * attempts)
        except openai.APIStatusError:
            job.note()  # Refused: the next run starts afresh.
            raise


@async def @_batch_collect@(client, job, wait, poll_seconds):
    """Wait for the job's batch, if it has one, and gather its answers."""
    pause = poll_seconds
    while job.state.get("batch"):
        try:
            batch = @await client.batches.retrieve(job.state["batch"])
            if batch.status in ("completed", "failed", "expired", "cancelled"):
                files = [name for name in (batch.output_file_id, batch.error_file_id) if name]
                contents = [(@await client.files.content(name)).content for name in files]
                return job.finish(batch, b"\\n".join(contents).splitlines())
            counts = batch.request_counts
            _batch_say(f"{batch.id} {batch.status}: {counts.completed if counts else 0} of {len(job.lines)} requests done")
        except (openai.APIConnectionError, openai.InternalServerError, openai.RateLimitError) as error:
            _batch_say(f"{job.state['batch']} can't be seen now, which does not stop it: {error}")
        if not wait:
            _batch_say("Submitted and not finished yet. Run this again later to collect the answers.")
            sys.exit(0 if job.is_new else 1)
        @await @sleep(pause)
        pause = min(pause * 1.5, poll_seconds * 12)
`;

const SHARED = `class _BatchJob:
    """One input file of the Batch API, with what is kept of it on disk: requests, state and answers."""

    finished = collections.Counter()
    is_new = False

    def __init__(self, endpoint, lines, folder):
        self.endpoint, self.lines = endpoint, lines
        self.digest = hashlib.sha256("".join(lines.values()).encode()).hexdigest()[:16]
        # The same requests a second time in one run want answers of their own.
        self.path = os.path.join(folder, f"{self.digest}-{self.finished[self.digest] + 1}")
        self.state = (self.read(".json") or [{}])[0]
        self.answers = {answer["custom_id"]: answer for answer in self.read(".answers.jsonl")}
        if self.answers:
            _batch_say(f"{self.path}.answers.jsonl has answers to {len(self.answers)} of {len(lines)} requests already")

    def read(self, ending):
        if not os.path.exists(self.path + ending):
            return []
        with open(self.path + ending, "rb") as file:
            return [json.loads(line) for line in file]

    def write(self, ending, text):
        """Write a file whole or not at all."""
        path, part = self.path + ending, self.path + ending + ".part"
        try:
            os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
            try:
                with open(part, "w", encoding="utf-8") as file:
                    file.write(text)
                    file.flush()
                    os.fsync(file.fileno())
                os.replace(part, path)
            except OSError:
                if os.path.exists(part):
                    os.remove(part)
                raise
        except OSError as error:
            raise RuntimeError(
                f"{path} can't be written: {error.strerror}. Make room or choose another folder, and run this again; "
                "a batch that was submitted is found again."
            ) from error

    def note(self, **state):
        self.state = state
        self.write(".json", json.dumps(state))

    def finish(self, batch, lines):
        """Keep the answers of a batch that has ended; raise unless it was completed."""
        for answer in map(json.loads, filter(None, lines)):
            if answer.get("response") or batch.status == "completed":
                self.answers[answer["custom_id"]] = answer
        try:
            if self.answers:
                self.write(".answers.jsonl", "".join(json.dumps(answer) + "\\n" for answer in self.answers.values()))
            self.note()
        except RuntimeError as error:
            if batch.status != "completed":
                raise
            _batch_say(f"the answers are here but can't be kept: {error}")
        if batch.status != "completed":
            problems = (batch.errors and batch.errors.data) or []
            reasons = "; ".join(f"line {each.line}: {each.message}" if each.line else str(each.message) for each in problems)
            happened = f"{batch.id} {'was ' if batch.status == 'cancelled' else ''}{batch.status}{': ' + reasons.rstrip('.') if reasons else ''}."
            if not self.answers:
                raise RuntimeError(f"{happened} Nothing was answered; run this again to submit it anew.")
            raise RuntimeError(
                f"{happened} {len(self.answers)} of {len(self.lines)} answers are kept in {self.path}.answers.jsonl; "
                f"run this again to submit the other {len(self.lines) - len(self.answers)}."
            )
        _batch_say(f"{batch.id} completed: {len(self.answers)} of {len(self.lines)} requests answered")


# Answers that may be other ones the next time: no answer, rate limits, errors of the server.
_BATCH_RETRY = (0, 408, 409, 429, *range(500, 600))


def _batch_status(answer):
    """The HTTP status of an answer; 0 for none, 500 for a request that was not run."""
    if answer is None:
        return 0
    return (answer.get("response") or {}).get("status_code") or 500


def _batch_files(sent):
    """Cut requests into input files: one model each, at most 50,000 requests (or texts to embed) and 200 MB."""
    files, current = [], {}
    for name, request in sent.items():
        body = json.loads(request.content)
        for key in ("stream", "stream_options", "service_tier", "background", "background_options"):
            body.pop(key, None)
        endpoint = "/v1" + request.url.path.partition("/v1")[2]
        line = json.dumps({"custom_id": name, "method": "POST", "url": endpoint, "body": body}) + "\\n"
        texts = body.get("input") if endpoint == "/v1/embeddings" else None
        count = len(texts) if isinstance(texts, list) and texts and not isinstance(texts[0], int) else 1
        model = body.get("model")
        room = current.get(model)
        if room is None or room["count"] + count > 50_000 or room["bytes"] + len(line) > 200_000_000:
            room = current[model] = {"count": 0, "bytes": 0, "lines": {}}
            files.append((endpoint, room["lines"]))
        room["count"] += count
        room["bytes"] += len(line)
        room["lines"][name] = line
    return files


def _batch_say(text):
    print(f"[batch] {text}", file=sys.stderr, flush=True)
`;
