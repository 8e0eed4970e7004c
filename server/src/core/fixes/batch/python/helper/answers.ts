/** Answers, handed back through the SDK. */
export const ANSWERS = String.raw`class _BatchHttp(openai.DefaultHttpxClient):
    """Stands in for the network: what the SDK would send goes nowhere, and what it gets is the answer of a batch."""

    answer: Callable[[str], Any] | None = None

    def send(self, request: Any, **_: Any) -> Any:
        return _batch_response(request, self.answer)

    @staticmethod
    def fail(error: Exception | None) -> Any:
        raise error or RuntimeError("There was nothing to ask.")

    @staticmethod
    def download(client: Any, file_id: str, file: IO[bytes]) -> None:
        with client.files.with_streaming_response.content(file_id) as response:
            for piece in response.iter_bytes():
                file.write(piece)


class _AsyncBatchHttp(openai.DefaultAsyncHttpxClient):
    """The same for an AsyncOpenAI."""

    answer: Callable[[str], Any] | None = None

    async def send(self, request: Any, **_: Any) -> Any:
        return _batch_response(request, self.answer)

    @staticmethod
    async def fail(error: Exception | None) -> Any:
        raise error or RuntimeError("There was nothing to ask.")

    @staticmethod
    async def download(client: Any, file_id: str, file: IO[bytes]) -> None:
        async with client.files.with_streaming_response.content(file_id) as response:
            async for piece in response.iter_bytes():
                file.write(piece)


def _batch_response(request: Any, answer: Callable[[str], Any] | None) -> Any:
    # The SDK's package for HTTP is httpx, and httpx2 from openai 3 on.
    response = importlib.import_module(type(request).__module__.partition(".")[0]).Response
    if answer is None:
        return response(418, request=request)
    found = answer(request.headers["x-batch-request"])
    body = _batch_part(found, "response", "body") or {"error": found.get("error")}
    headers = {"x-request-id": _batch_part(found, "response", "request_id") or ""}
    return response(_batch_status(found), json=body, headers=headers, request=request)


# What may be another answer the next time.
_BATCH_PASSING = (408, 409, 429, *range(500, 600))


def _batch_part(value: Any, *names: str) -> Any:
    """What lies under the names in nested dicts; None where one of them is missing."""
    for name in names:
        value = value.get(name) if value else None
    return value


def _batch_status(answer: Any) -> int:
    """The HTTP status of an answer; 500 for a request that was not run."""
    return _batch_part(answer, "response", "status_code") or 500


def _batch_outcome(answer: Any) -> str:
    """What to tell of an answer; nothing where it is whole."""
    if _batch_status(answer) >= 400:
        error = _batch_part(answer, "error") or _batch_part(answer, "response", "body", "error")
        status = _batch_part(answer, "response", "status_code")
        code = _batch_part(error, "code") or _batch_part(error, "type")
        return " ".join(str(part) for part in ("failed with", status, code) if part)
    body = answer["response"]["body"]
    reasons = {_batch_part(body, "incomplete_details", "reason")}
    reasons.update(choice.get("finish_reason") for choice in body.get("choices", []))
    if reasons & {"length", "max_output_tokens"}:
        return "cut off at the token limit"
    return "stopped by the content filter" if "content_filter" in reasons else ""


def _batch_text(body: Any) -> str:
    """What the model said, or all of it where that is no text."""
    texts = [_batch_part(choice, "message", "content") for choice in body.get("choices", [])]
    contents = [_batch_part(item, "content") for item in body.get("output", [])]
    texts += [_batch_part(part, "text") for part in itertools.chain.from_iterable(filter(None, contents))]
    return "\n".join(filter(None, texts)) or json.dumps(body)`;
