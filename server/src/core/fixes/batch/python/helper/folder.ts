/** What is kept on disk. */
export const FOLDER = String.raw`class _BatchKept(NamedTuple):
    """Where an answer is."""

    path: str
    offset: int
    time: float
    outcome: str


class _BatchFolder:
    """What is kept on disk: input files of batches under way, and answers."""

    def __init__(self, path: str) -> None:
        self.path, self.name = path, os.path.relpath(path)
        self.kept: dict[str, _BatchKept] = {}
        self.files: set[str] = set()
        # Answers that could not be written, and requests that failed in a way that may pass.
        self.unwritten: dict[str, Any] = {}
        self.failures: dict[str, Any] = {}
        # How often this program has asked the same: a second time it wants an answer of its own.
        self.asked: collections.Counter[str] = collections.Counter()

    def refresh(self) -> None:
        """Read the answers that came since; all of them where some were deleted."""
        names = {name for name in self.listed() if name.endswith(".answers.jsonl")}
        if not self.files <= names:
            self.files, self.kept = set(), {}
        new = [os.path.join(self.path, name) for name in names - self.files]
        for path in sorted(new, key=os.path.getmtime):
            with open(path, "rb") as file:
                self.index(path, ((line, json.loads(line)) for line in file), os.path.getmtime(path))
        self.files = names

    def listed(self) -> list[str]:
        return os.listdir(self.path) if os.path.isdir(self.path) else []

    def index(self, path: str, answers: Iterable[tuple[bytes, Any]], when: float) -> None:
        offset = 0
        for line, answer in answers:
            self.kept[answer["custom_id"]] = _BatchKept(path, offset, when, sys.intern(_batch_outcome(answer)))
            offset += len(line)

    def batches(self) -> dict[str, _Batch]:
        """The batches under way, by the requests in them."""
        found: dict[str, _Batch] = {}
        for name in self.listed():
            stem, ending = os.path.splitext(name)
            path = os.path.join(self.path, stem)
            if ending != ".json" or not os.path.exists(f"{path}.jsonl"):
                continue
            with open(f"{path}.json", encoding="utf-8") as file:
                state = json.load(file)
            batch = _Batch(self, state["endpoint"], state["model"], state["attempt"], stem)
            batch.file_id, batch.batch_id, batch.submission = state["file_id"], state["batch_id"], state["submission"]
            batch.keys = dict.fromkeys(map(_batch_key, batch.lines()))
            found.update(dict.fromkeys(batch.keys, batch))
        return found

    def has(self, key: str, max_age: float | None = None) -> bool:
        kept = self.kept.get(key)
        if kept is None:
            return key in self.unwritten
        return max_age is None or time.time() - kept.time <= max_age

    def answer(self, key: str) -> Any:
        """The line of the batch's output, or one like it where there is none."""
        kept = self.kept.get(key)
        if kept is None:
            return self.unwritten.get(key) or self.failures.get(key) or {"error": {"message": "The batch has no answer to this request."}}
        with open(kept.path, "rb") as file:
            file.seek(kept.offset)
            return json.loads(file.readline())

    def outcome(self, key: str) -> str:
        kept = self.kept.get(key)
        return kept.outcome if kept else _batch_outcome(self.answer(key))

    def keep(self, name: str, answers: Callable[[], Iterable[tuple[bytes, Any]]]) -> None:
        path = os.path.join(self.path, f"{name}.answers.jsonl")
        try:
            with self.writing(path), open(f"{path}.part", "wb") as file:
                file.writelines(line.rstrip() + b"\n" for line, _ in answers())
                file.flush()
                os.fsync(file.fileno())
                os.replace(f"{path}.part", path)
        except RuntimeError as error:
            _batch_say(f"the answers are here but can't be kept: {error}")
            self.unwritten.update((answer["custom_id"], answer) for _, answer in answers())
        self.refresh()

    def save(self, path: str, text: str) -> None:
        """Write a file whole or not at all."""
        with self.writing(path):
            with open(f"{path}.part", "wb") as file:
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
            os.replace(f"{path}.part", path)

    @contextlib.contextmanager
    def writing(self, path: str) -> Generator[None]:
        """Make the folder, for nobody else to read and not for git; leave nothing half-written on a full disk."""
        ignore = os.path.join(self.path, ".gitignore")
        try:
            if not os.path.isdir(self.path):
                os.makedirs(self.path, mode=0o700)
            if not os.path.exists(ignore):
                with open(ignore, "w", encoding="utf-8") as file:
                    file.write("*\n")
            yield
        except OSError as error:
            for name in (f"{path}.part", ignore):
                if os.path.isfile(name) and (name != ignore or not os.path.getsize(name)):
                    os.remove(name)
            raise RuntimeError(
                f"{os.path.relpath(path)} can't be written: {error.strerror}. Make room or choose another folder with "
                "OPENAI_BATCH_DIR, and run this again; a batch that was submitted is found again."
            ) from error


_batch_folder = functools.lru_cache(maxsize=None)(_BatchFolder)`;
