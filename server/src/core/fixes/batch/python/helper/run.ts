/** One call: requests written, batches submitted and looked at until all have ended. */
export const RUN = String.raw`class _BatchRun:
    """One call of run_batch."""

    def __init__(self, client: Any, http: Any, wait: bool, once: bool, max_age: float | None) -> None:
        self.client, self.http = client, http
        self.wait, self.once, self.max_age = wait, once, max_age
        self.poll_seconds = float(os.environ.get("OPENAI_BATCH_POLL_SECONDS") or 5)
        self.folder = _batch_folder(os.path.abspath(os.environ.get("OPENAI_BATCH_DIR") or "openai_batches"))
        self.progress = _BatchProgress()
        self.asked: collections.Counter[str] = collections.Counter()
        self.keys: list[str] = []
        self.waiting: list[_Batch] = []
        self.running: list[_Batch] = []
        self.is_queue_full = False
        self.has_submitted = False
        self.bill = _BatchBill()

    def steps(
        self, method: str, requests: Iterable[Mapping[str, Any] | Exception | None]
    ) -> Generator[Any, Any, list[Any]]:
        self.folder.refresh()
        try:
            calls = yield from self._write(method, requests)
            self._announce()
            if self.waiting and os.environ.get("OPENAI_BATCH_LIVE"):
                yield from self._ask_live(int(os.environ["OPENAI_BATCH_LIVE"]))
            if self.waiting and os.environ.get("OPENAI_BATCH_DRY_RUN"):
                self._end_dry_run()
            yield from self._answer()
        except BaseException as error:
            if self.running and isinstance(error, (KeyboardInterrupt, asyncio.CancelledError)):
                # When the program ends, so that it stands below the traceback.
                atexit.register(_batch_say, f"the batch goes on without this program; to come back: {_batch_command()}")
            for batch in self.waiting:
                if not batch.file_id:
                    batch.discard()
            raise
        finally:
            self.progress.clear()
        self._sum_up()
        self.folder.asked.update(self.asked)
        self.http.answer = self.folder.answer
        return calls

    def _write(
        self, method: str, requests: Iterable[Mapping[str, Any] | Exception | None]
    ) -> Generator[Any, Any, list[Any]]:
        """Have the SDK make each request, and write those that have no answer into input files."""
        offline = operator.attrgetter(method)(self.client.with_options(http_client=self.http, max_retries=0))
        batches = self.folder.batches()
        files: dict[tuple[str, str], _Batch] = {}
        calls: list[Any] = []
        for request in requests:
            if request is None or isinstance(request, Exception):
                calls.append(functools.partial(self.http.fail, request))
                continue
            call = functools.partial(offline, **request)
            sent: Any = None
            try:
                yield call
            except openai.APIStatusError as error:
                sent = error.request  # As it would have left: see _BatchHttp.
            except Exception as error:  # noqa: BLE001 (arguments that the SDK refuses)
                calls.append(functools.partial(self.http.fail, error))
                continue
            line = _BatchLine(sent)
            key = self._key(line)
            headers: dict[str, Any] = {**(request.get("extra_headers") or {}), "x-batch-request": key}
            calls.append(functools.partial(call, extra_headers=headers))
            batch = batches.get(key)
            if batch is None and not self.folder.has(key, self.max_age):
                self.folder.kept.pop(key, None)
                batch = batches[key] = self._file_for(line, files)
                batch.add(key, line)
            if batch and batch not in self.running and batch not in self.waiting:
                (self.running if batch.batch_id else self.waiting).append(batch)
        for batch in files.values():
            batch.close()
        return calls

    def _key(self, line: _BatchLine) -> str:
        """The same request asked a second time wants an answer of its own, unless told otherwise."""
        self.asked[line.digest] = 1 if self.once else self.asked[line.digest] + 1
        number = self.asked[line.digest] + (0 if self.once else self.folder.asked[line.digest])
        self.keys.append(f"{line.digest}-{number}")
        return self.keys[-1]

    def _file_for(self, line: _BatchLine, files: dict[tuple[str, str], _Batch]) -> _Batch:
        """A batch takes one endpoint, one model, and so much of them."""
        place = (line.endpoint, line.model)
        batch = files.get(place)
        if batch and not batch.has_room(line):
            batch.close()
            batch = None
        if batch is None:
            batch = files[place] = _Batch(self.folder, line.endpoint, line.model)
        return batch

    def _announce(self) -> None:
        """Say which answers are there, and what the others will cost."""
        there = sum(self.folder.has(key, self.max_age) for key in self.keys)
        if there:
            _batch_say(f"{self.folder.name} has answers to {there:,} of {_batch_count(len(self.keys), 'request')} already")
        new = [batch for batch in self.waiting if not batch.file_id]
        if new:
            count = _batch_count(sum(len(batch.keys) for batch in new), "request")
            guess = _BatchBill()
            for batch in new:
                guess.add(batch.model, *batch.tokens)
            _batch_say(f"{count} to ask: about {guess}")

    def _ask_live(self, most: int) -> Generator[Any, Any, None]:
        """Ask the first requests one by one, show and keep their answers, and end the program."""
        answers: list[tuple[bytes, Any]] = []
        total = sum(len(batch.keys) for batch in self.waiting)
        try:
            for batch in self.waiting:
                for line in itertools.islice(batch.lines(), most - len(answers)):
                    request = json.loads(line)
                    path = request["url"].partition("/v1")[2]
                    body = yield functools.partial(self.client.post, path, body=request["body"], cast_to=object)
                    print(_batch_text(body), file=sys.stderr)
                    answer = {"custom_id": request["custom_id"], "response": {"status_code": 200, "body": body}}
                    answers.append((json.dumps(answer).encode(), answer))
        finally:
            self.folder.keep(f"live-{uuid.uuid4().hex[:8]}", lambda: answers)
        _batch_say(f"asked {len(answers)} of {total}; without OPENAI_BATCH_LIVE the others are submitted")
        sys.exit(0)

    def _end_dry_run(self) -> None:
        for batch in self.waiting:
            _batch_say(f"{os.path.relpath(batch.path)}.jsonl has what would be submitted to {batch.endpoint}")
        self.waiting = []
        sys.exit(0)

    def _answer(self) -> Generator[Any, Any, None]:
        """Submit what waits and gather what is done, until nothing is left of either."""
        pause = self.poll_seconds
        while self.waiting or self.running:
            while self.waiting and not self.is_queue_full:
                batch = self.waiting[0]
                yield from self._submit(batch)
                self.running.append(self.waiting.pop(0))
            for batch in list(self.running):
                if (yield from self._look(batch)):
                    self.running.remove(batch)
                    yield from self._finish(batch)
                    pause = self.poll_seconds
            if not self.running and not self.waiting:
                return
            self._show_progress()
            if not self.wait:
                _batch_say(f"Submitted and not finished yet. To collect the answers, run this again later: {_batch_command()}")
                sys.exit(BATCH_SUBMITTED if self.has_submitted else BATCH_NOT_READY)
            yield pause
            pause = min(pause * 1.5, self.poll_seconds * 12)
            self.is_queue_full = self.is_queue_full and bool(self.running)

    def _submit(self, batch: _Batch) -> Generator[Any, Any, None]:
        """Submit a file once: what an earlier try may have submitted is looked for first."""
        attempts = 1 if batch.submission else 0
        while True:
            try:
                if attempts and (yield from self._find(batch)):
                    return
                if not batch.file_id:
                    with open(f"{batch.path}.jsonl", "rb") as file:
                        upload = self.client.with_options(timeout=600.0).files.create
                        uploaded = yield functools.partial(upload, file=file, purpose="batch")
                    batch.note(file_id=uploaded.id, submission=uuid.uuid4().hex)
                if not batch.submission:
                    batch.note(submission=uuid.uuid4().hex)
                # The SDK's own retries could submit twice.
                create = functools.partial(
                    self.client.with_options(max_retries=0).batches.create,
                    input_file_id=batch.file_id,
                    endpoint=batch.endpoint,
                    completion_window="24h",
                    metadata={"submission": batch.submission},
                )
                batch.seen = yield create
                batch.note(batch_id=batch.seen.id)
                self.has_submitted = True
                return self.progress.say(f"{batch.batch_id} submitted: {_batch_count(len(batch.keys), 'request')}, answers within 24 hours")
            except (openai.APIConnectionError, openai.InternalServerError, openai.RateLimitError) as error:
                attempts += 1
                if attempts > 5:
                    raise
                self.progress.say(f"not submitted yet: {error}")
                yield self.poll_seconds * attempts
            except openai.APIStatusError:
                batch.discard()  # Refused: the next run starts afresh.
                raise

    def _find(self, batch: _Batch) -> Generator[Any, Any, bool]:
        """Look among the newest batches for one that was submitted and not written down."""
        page = yield functools.partial(self.client.batches.list, limit=100)
        for _ in range(5):
            for seen in page.data:
                if _batch_part(seen.metadata, "submission") == batch.submission:
                    batch.note(batch_id=seen.id)
                    return True
            if not page.has_next_page():
                break
            page = yield page.get_next_page
        return False

    def _look(self, batch: _Batch) -> Generator[Any, Any, bool]:
        """See how far a batch is, and whether it has ended; take its answers if so."""
        try:
            batch.seen = yield functools.partial(self.client.batches.retrieve, batch.batch_id)
            if batch.seen.status not in ("completed", "failed", "expired", "cancelled"):
                return False
            names = [name for name in (batch.seen.output_file_id, batch.seen.error_file_id) if name]
            with tempfile.TemporaryFile() as file:
                for name in names:
                    yield functools.partial(self.http.download, self.client, name, file)
                    file.write(b"\n")
                if names:
                    batch.take(file)
            return True
        except (openai.APIConnectionError, openai.InternalServerError, openai.RateLimitError) as error:
            self.progress.say(f"{batch.batch_id} can't be seen now, which does not stop it: {error}")
            return False

    def _finish(self, batch: _Batch) -> Generator[Any, Any, None]:
        """Decide what becomes of the requests of a batch that has ended."""
        seen = batch.seen
        errors = list(seen.errors.data or []) if seen.errors else []
        if seen.status == "failed" and any(error.code == "token_limit_exceeded" for error in errors):
            return (yield from self._hold_back(batch, str(errors[0].message)))
        try:
            yield functools.partial(self.client.files.delete, batch.file_id)
        except openai.APIError as error:
            self.progress.say(f"the input file {batch.file_id} is still there: {error}")
        usage = seen.model_dump().get("usage")
        self.bill.add(batch.model, *((usage["input_tokens"], usage["output_tokens"]) if usage else batch.used))
        happened = f"{seen.id} {'was cancelled' if seen.status == 'cancelled' else seen.status}"
        left = batch.unanswered()
        if seen.status in ("completed", "expired"):
            self.progress.say(f"{happened}: {len(batch.keys) - len(left):,} of {_batch_count(len(batch.keys), 'request')} answered")
            again = batch.copy(left, batch.attempt + 1) if left and batch.attempt < 2 else None
            batch.discard()
            if again:
                self.progress.say(f"{_batch_count(len(left), 'request')} {'is' if len(left) == 1 else 'are'} sent again")
                self.waiting.append(again)
            return
        batch.discard()
        reasons = "; ".join(f"line {error.line}: {error.message}" if error.line else str(error.message) for error in errors)
        happened += f": {reasons.rstrip('.')}." if reasons else "."
        if len(left) == len(batch.keys):
            raise RuntimeError(f"{happened} Nothing was answered; run this again to submit it anew.")
        raise RuntimeError(
            f"{happened} {len(batch.keys) - len(left)} of {len(batch.keys)} answers are kept in {self.folder.name}; "
            f"run this again to submit the other {len(left)}."
        )

    def _hold_back(self, batch: _Batch, reason: str) -> Generator[Any, Any, None]:
        """The queue is full: submit again once something has left it, in smaller files where it holds nothing else."""
        self.progress.say(f"{batch.batch_id} waits for room: {reason}")
        self.is_queue_full = True
        batch.note(batch_id="", submission="")
        page = yield functools.partial(self.client.batches.list, limit=100)
        if self.running or any(seen.status in ("validating", "in_progress", "finalizing") for seen in page.data):
            self.waiting.insert(0, batch)
            return
        if len(batch.keys) == 1:
            batch.discard()
            raise RuntimeError(f"One request is more than fits into the queue: {reason}")
        keys = list(batch.keys)
        half = len(keys) // 2
        self.waiting[:0] = [batch.copy(keys[:half], batch.attempt), batch.copy(keys[half:], batch.attempt)]
        batch.discard()

    def _show_progress(self) -> None:
        if not self.running:
            return
        total = sum(len(batch.keys) for batch in self.running)
        counts = [batch.seen.request_counts for batch in self.running if batch.seen and batch.seen.request_counts]
        done = sum(each.completed + each.failed for each in counts)
        first = self.running[0]
        what = f"{first.batch_id} {first.seen.status if first.seen else 'submitted'}"
        if len(self.running) > 1:
            what = f"{len(self.running)} batches under way"
        self.progress.show(what, done, total)

    def _sum_up(self) -> None:
        """Say what it cost, and how many answers are none or not whole."""
        if self.bill.read:
            self.progress.say(f"used {self.bill}")
        outcomes = collections.Counter(self.folder.outcome(key) for key in self.keys)
        answered = sum(count for outcome, count in outcomes.items() if not outcome.startswith("failed"))
        notes = [f"{count} {outcome}" for outcome, count in outcomes.most_common() if outcome]
        if notes:
            self.progress.say(f"{answered:,} of {_batch_count(len(self.keys), 'request')} answered; {', '.join(notes)}")`;
