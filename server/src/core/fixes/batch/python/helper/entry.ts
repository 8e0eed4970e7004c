/** What a program calls: module docstring, imports, table of prices and the two functions. */
export const ENTRY = String.raw`"""Answer requests through the OpenAI Batch API: half the price, within 24 hours.

    answers = run_batch(client, "responses.create", [{"model": "gpt-5.4", "input": text} for text in texts])
    for answer in answers:
        print(answer().output_text)

A program that is stopped and started again picks up its batches and the answers it has: nothing is paid twice.

    OPENAI_BATCH_DIR=folder   where requests, batch ids and answers are kept; delete it to ask anew
    OPENAI_BATCH_DRY_RUN=1    writes the requests as JSONL and stops
    OPENAI_BATCH_LIVE=3       asks the first 3 at once, at the full price, shows the answers and stops
"""

from __future__ import annotations

import asyncio
import atexit
import collections
import contextlib
import functools
import hashlib
import importlib
import itertools
import json
import operator
import os
import re
import shlex
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Coroutine, Generator, Iterable, Iterator, Mapping
from typing import IO, Any, NamedTuple

import openai

# US dollars per million tokens of input and of output at the full price, of which Batch takes half, and the tokens
# that an answer is taken to have. List prices of @@DATE@@; the table is yours to change.
BATCH_PRICES: dict[str, tuple[float, float, int]] = {
@@PRICES@@
}

# Exit codes of a program that does not wait for its batches.
BATCH_SUBMITTED = 3
BATCH_NOT_READY = 4

# What OpenAI takes as one input file; each text to embed counts.
BATCH_FILE_REQUESTS = 50_000
BATCH_FILE_BYTES = 200_000_000


def run_batch(
    client: openai.OpenAI,
    method: str,
    requests: Iterable[Mapping[str, Any] | Exception | None],
    *,
    wait: bool = True,
    once: bool = False,
    max_age: float | None = None,
) -> list[Callable[[], Any]]:
    """Have requests answered by batches.

    A request is a dict of the arguments that the client's method, such as "responses.create", would have got.
    Returns one function per request, in order: it gives what the method would have returned, or raises what it
    would have raised. A request may also be None, for nothing to send, or an error to be raised then.

    What a batch leaves unanswered, or answers with 408, 409, 429 or 5xx, is sent again, twice at most.
    With wait=False the program ends with exit code 3 once it has submitted. The same command run again goes on with
    the answers, or ends with exit code 4 while they are not there.
    With once=True equal requests share one answer. Answers older than max_age seconds are not used.
    """
    steps = _BatchRun(client, _BatchHttp(trust_env=False), wait, once, max_age).steps(method, requests)
    result: Any = None
    error: BaseException | None = None
    while True:
        try:
            step = steps.throw(error) if error else steps.send(result)
        except StopIteration as end:
            return end.value
        result = error = None
        try:
            result = time.sleep(step) if isinstance(step, float) else step()
        except BaseException as raised:  # noqa: BLE001 (raised where the step was asked for)
            error = raised


async def run_batch_async(
    client: openai.AsyncOpenAI,
    method: str,
    requests: Iterable[Mapping[str, Any] | Exception | None],
    *,
    wait: bool = True,
    once: bool = False,
    max_age: float | None = None,
) -> list[Callable[[], Coroutine[Any, Any, Any]]]:
    """Do the same with an AsyncOpenAI: what is returned are coroutine functions."""
    steps = _BatchRun(client, _AsyncBatchHttp(trust_env=False), wait, once, max_age).steps(method, requests)
    result: Any = None
    error: BaseException | None = None
    while True:
        try:
            step = steps.throw(error) if error else steps.send(result)
        except StopIteration as end:
            return end.value
        result = error = None
        try:
            result = await (asyncio.sleep(step) if isinstance(step, float) else step())
        except BaseException as raised:  # noqa: BLE001 (raised where the step was asked for)
            error = raised`;
