import asyncio

from openai import AsyncOpenAI

client = AsyncOpenAI()


async def ask(question):
    response = await client.responses.create(model="gpt-5.4-mini", input=question)
    return response.output_text


async def main():
    tasks = []
    for question in ["Why?", "How?", "When?"]:
        tasks.append(asyncio.create_task(ask(question)))
    for reply in await asyncio.gather(*tasks):
        print(reply)


asyncio.run(main())
