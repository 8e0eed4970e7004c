import asyncio

from openai import AsyncOpenAI

client = AsyncOpenAI()
semaphore = asyncio.Semaphore(2)


async def keywords(text):
    async with semaphore:
        completion = await client.chat.completions.create(
            model="gpt-5.4-mini",
            messages=[{"role": "user", "content": f"Keywords of: {text}"}],
        )
        return completion.choices[0].message.content


async def main():
    texts = ["sea and salt", "stone and moss", "wind and wool", "iron and oak"]
    found = await asyncio.gather(*(keywords(text) for text in texts))
    for text, words in zip(texts, found):
        print(text, "|", words)


if __name__ == "__main__":
    asyncio.run(main())
