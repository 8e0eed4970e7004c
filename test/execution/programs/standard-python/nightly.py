import asyncio

from openai import AsyncOpenAI

client = AsyncOpenAI()


async def main():
    # tier: standard (the report is read in the morning)
    response = await client.responses.create(model='gpt-5.4', input='Sum up the day', service_tier='priority')
    print(response.output_text)


if __name__ == '__main__':
    asyncio.run(main())
