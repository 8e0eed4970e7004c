import asyncio

from openai import AsyncOpenAI

client = AsyncOpenAI()


async def describe(city: str) -> str:
    response = await client.responses.create(model="gpt-5.4-mini", input=f"Describe {city} in five words.")
    return f"{city}: {response.output_text}"


async def main() -> None:
    cities = ["Bergen", "Porto", "Split"]
    results = await asyncio.gather(*[describe(city) for city in cities])
    for line in results:
        print(line)


asyncio.run(main())
