import asyncio
from openai import AsyncOpenAI


async def main():
    client = AsyncOpenAI()
    total = 0
    for number in range(4):
        question = f"What is {number} times {number}?"
        response = await client.responses.create(model="gpt-5.4-mini", input=question)
        total += response.usage.output_tokens
        print(question, response.output_text)
    print(total)

asyncio.run(main())
