import asyncio

from openai import AsyncOpenAI

client = AsyncOpenAI(max_retries=1)
PHRASES = ("good morning", "where is the station?", "thank you")


async def translate(phrase: str, language: str) -> str:
    response = await client.responses.create(
        model="gpt-5.1",
        instructions=f"Translate into {language}. Answer with the translation only.",
        input=phrase,
    )
    return response.output_text


async def main() -> None:
    results = await asyncio.gather(*(translate(p, "Portuguese") for p in PHRASES))
    for phrase, result in zip(PHRASES, results):
        print(f"{phrase} -> {result}")


asyncio.run(main())
