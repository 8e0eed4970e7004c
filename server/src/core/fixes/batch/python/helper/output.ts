/** What the program says while it waits and when it is done. */
export const OUTPUT = String.raw`class _BatchBill:
    """Tokens, and what they cost."""

    def __init__(self) -> None:
        self.read = self.written = 0
        self.dollars: float | None = 0.0

    def add(self, model: str, read: int, written: int) -> None:
        self.read += read
        self.written += written
        price = _batch_price(model)
        if self.dollars is not None:
            self.dollars = self.dollars + (read * price[0] + written * price[1]) / 1e6 if price else None

    def __str__(self) -> str:
        tokens = f"{self.read:,} tokens in and {self.written:,} out"
        return f"{tokens}, {_batch_money(self.dollars / 2)} instead of {_batch_money(self.dollars)}" if self.dollars else tokens


def _batch_price(model: str) -> tuple[float, float, int] | None:
    """The row of a model, or of the one that it is a snapshot of."""
    return BATCH_PRICES.get(model) or BATCH_PRICES.get(re.sub(r"-\d{4}-\d\d-\d\d$", "", model))


def _batch_money(dollars: float) -> str:
    return "$" + format(dollars, ".2f" if dollars >= 0.1 else ".4f")


def _batch_length(value: str | list[Any] | dict[str, Any] | float | None) -> int:
    """Characters of all texts in a request; data: URLs are pictures and files."""
    if isinstance(value, str):
        return 0 if value.startswith("data:") else len(value)
    if isinstance(value, dict):
        return sum(map(_batch_length, value.values()))
    return sum(map(_batch_length, value)) if isinstance(value, list) else 0


class _BatchProgress:
    """One line that changes on a terminal, a bar of tqdm where the program has it, one line a change on a log."""

    def __init__(self) -> None:
        self.shown = ""
        self.bar: Any = None

    def show(self, what: str, done: int, total: int) -> None:
        text = f"{what}: {done:,} of {_batch_count(total, 'request')} done"
        if sys.stderr.isatty() and "tqdm" in sys.modules:
            self.bar = self.bar or sys.modules["tqdm"].tqdm(desc="batch", unit=" requests")
            self.bar.total, self.bar.n = total, done
            self.bar.refresh()
        elif sys.stderr.isatty():
            print(f"\r[batch] {text}\033[K", end="", file=sys.stderr, flush=True)
        elif text != self.shown:
            _batch_say(text)
        self.shown = text

    def say(self, text: str) -> None:
        self.clear()
        _batch_say(text)

    def clear(self) -> None:
        """End the line that changes."""
        if self.bar:
            self.bar.close()
            self.bar = None
        elif self.shown and sys.stderr.isatty():
            print("\r\033[K", end="", file=sys.stderr)
        if sys.stderr.isatty():
            self.shown = ""


def _batch_say(text: str) -> None:
    print(f"[batch] {text}", file=sys.stderr, flush=True)


def _batch_count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _batch_command() -> str:
    """The command that runs this program, with its arguments."""
    return shlex.join(getattr(sys, "orig_argv", [sys.executable, *sys.argv]))


def _batch_key(line: bytes) -> str:
    """The custom_id, which is the first value of a line."""
    return line.split(b'"', 4)[3].decode()`;
