import asyncio

from openai import AsyncOpenAI

client = AsyncOpenAI()


async def ask(question):
    response = await client.responses.create(model="gpt-5.4-mini", input=question)
    return response.output_text


async def main():
    tasks = []
    async with asyncio.TaskGroup() as group:
        for question in ["Who?", "What?", "Where?"]:
            tasks.append(group.create_task(ask(question)))
    print([task.result() for task in tasks])


asyncio.run(main())
