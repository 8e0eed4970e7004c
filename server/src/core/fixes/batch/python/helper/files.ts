/** A request as a line, and an input file from its first line to its last answer. */
export const FILES = String.raw`class _BatchLine:
    """A request as the SDK would have sent it."""

    def __init__(self, request: Any) -> None:
        self.body: dict[str, Any] = json.loads(request.content)
        # A batch takes none of these.
        for name in ("stream", "stream_options", "service_tier", "background", "background_options"):
            self.body.pop(name, None)
        self.endpoint = "/v1" + request.url.path.partition("/v1")[2]
        self.model = str(self.body.get("model"))
        self.digest = hashlib.sha256((self.endpoint + json.dumps(self.body, sort_keys=True)).encode()).hexdigest()[:32]
        self.json = json.dumps(self.body, ensure_ascii=False).encode()

    def text(self, key: str) -> bytes:
        """A line of an input file: its custom_id comes first."""
        head = json.dumps({"custom_id": key, "method": "POST", "url": self.endpoint, "body": 0})
        return head[:-2].encode() + self.json + b"}\n"

    def inputs(self) -> int:
        texts: list[Any] | str = self.body.get("input", "") if self.endpoint == "/v1/embeddings" else ""
        return len(texts) if isinstance(texts, list) and not isinstance(texts[0], int) else 1

    def tokens(self) -> tuple[int, int]:
        """About how many go in and come out: four characters each, and what the table of prices says."""
        limits = (self.body.get(name) for name in ("max_output_tokens", "max_completion_tokens", "max_tokens"))
        usual = (_batch_price(self.model) or (0, 0, 0))[2]
        return _batch_length(self.body) // 4 + 1, min([usual, *filter(None, limits)]) * (self.body.get("n") or 1)


class _Batch:
    """One input file, from its first line to its last answer: NAME.jsonl has its requests, NAME.json its state."""

    def __init__(self, folder: _BatchFolder, endpoint: str, model: str, attempt: int = 0, name: str = "") -> None:
        self.folder, self.endpoint, self.model, self.attempt = folder, endpoint, model, attempt
        self.path = os.path.join(folder.path, name or f"{time.strftime('%Y%m%d-%H%M%S')}-{uuid.uuid4().hex[:8]}")
        self.file_id = self.batch_id = self.submission = ""
        self.keys: dict[str, None] = {}
        self.seen: Any = None
        self.inputs = self.bytes = 0
        # Guessed of the requests, and counted in the answers: in and out.
        self.tokens = [0, 0]
        self.used = [0, 0]

    def has_room(self, line: _BatchLine) -> bool:
        return self.inputs + line.inputs() <= BATCH_FILE_REQUESTS and self.bytes + len(line.json) + 200 <= BATCH_FILE_BYTES

    def add(self, key: str, line: _BatchLine) -> None:
        text = line.text(key)
        self.write(key, text)
        self.inputs += line.inputs()
        self.bytes += len(text)
        self.tokens = [sum(both) for both in zip(self.tokens, line.tokens())]

    def write(self, key: str, text: bytes) -> None:
        with self.folder.writing(f"{self.path}.jsonl"), open(f"{self.path}.jsonl.part", "ab") as file:
            file.write(text)
        self.keys[key] = None

    def close(self) -> None:
        """From here on the file is there, as a whole."""
        with self.folder.writing(f"{self.path}.jsonl"):
            with open(f"{self.path}.jsonl.part", "ab") as file:
                os.fsync(file.fileno())
            os.replace(f"{self.path}.jsonl.part", f"{self.path}.jsonl")

    def note(self, **state: str) -> None:
        """Change the state, on disk too."""
        for name, value in state.items():
            setattr(self, name, value)
        names = ("endpoint", "model", "attempt", "file_id", "batch_id", "submission")
        self.folder.save(f"{self.path}.json", json.dumps({name: getattr(self, name) for name in names}))

    def lines(self) -> Iterator[bytes]:
        with open(f"{self.path}.jsonl", "rb") as file:
            yield from file

    def copy(self, keys: Iterable[str], attempt: int) -> _Batch:
        """Some of the requests in a file of their own."""
        wanted = set(keys)
        batch = _Batch(self.folder, self.endpoint, self.model, attempt)
        for line in self.lines():
            key = _batch_key(line)
            if key in wanted:
                batch.write(key, line)
        batch.close()
        return batch

    def take(self, file: IO[bytes]) -> None:
        """Keep the answers that will not be others when they are asked for again; count the tokens of all."""
        failures: dict[str, Any] = {}

        def answers() -> Iterator[tuple[bytes, Any]]:
            file.seek(0)
            self.used = [0, 0]
            for line in filter(bytes.strip, file):
                answer = json.loads(line)
                if _batch_status(answer) in _BATCH_PASSING:
                    failures[answer["custom_id"]] = answer
                    continue
                usage = _batch_part(answer, "response", "body", "usage")
                self.used[0] += _batch_part(usage, "input_tokens") or _batch_part(usage, "prompt_tokens") or 0
                self.used[1] += _batch_part(usage, "output_tokens") or _batch_part(usage, "completion_tokens") or 0
                yield line, answer

        self.folder.keep(self.batch_id, answers)
        self.folder.failures.update(failures)

    def unanswered(self) -> list[str]:
        return [key for key in self.keys if not self.folder.has(key)]

    def discard(self) -> None:
        """Forget the requests and the state."""
        for ending in (".jsonl.part", ".json", ".jsonl"):
            if os.path.exists(self.path + ending):
                os.remove(self.path + ending)`;
