import asyncio

from openai import AsyncOpenAI


class Labeler:
    def __init__(self, client: AsyncOpenAI) -> None:
        self.client = client

    async def label(self, text: str) -> str:
        response = await self.client.responses.create(model="gpt-6.2-sol", input=text, service_tier="priority", timeout=30.0)
        return response.output_text


async def main() -> None:
    labeler = Labeler(AsyncOpenAI())
    print(await asyncio.gather(*(labeler.label(text) for text in ["a", "b"])))


if __name__ == "__main__":
    asyncio.run(main())
