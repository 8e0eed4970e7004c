"""Sync and async calls, chat and responses, annotated."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import openai
from openai import AsyncOpenAI


@dataclass
class Verdict:
    text: str
    tokens: int


class Judge:
    def __init__(self, client: AsyncOpenAI) -> None:
        self.client = client

    async def judge(self, text: str) -> Verdict:
        completion = await self.client.chat.completions.create(
            model="gpt-5.4",
            messages=[
                {"role": "system", "content": "Judge"},
                {"role": "user", "content": text},
            ],
        )
        usage = completion.usage
        return Verdict(completion.choices[0].message.content or "", usage.total_tokens if usage else 0)


def title(text: str) -> str:
    client = openai.OpenAI(max_retries=0)
    return client.with_options(timeout=30).responses.create(model="gpt-5.4", input=text).output_text


async def main() -> None:
    judge = Judge(AsyncOpenAI(max_retries=0))
    for verdict in await asyncio.gather(*(judge.judge(text) for text in ["a", "b"])):
        print(verdict)
    print(title("A long story"))


asyncio.run(main())
