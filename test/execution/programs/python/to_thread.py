import asyncio

from openai import OpenAI

client = OpenAI()
semaphore = asyncio.Semaphore(2)


async def grade(essay: str) -> str:
    async with semaphore:
        completion = await asyncio.to_thread(
            client.chat.completions.create,
            model="gpt-5.1",
            messages=[{"role": "user", "content": f"Grade this essay from A to F:\n\n{essay}"}],
        )
        return completion.choices[0].message.content


async def main():
    essays = ["Whales are large.", "My holiday.", "On method."]
    for essay, result in zip(essays, await asyncio.gather(*map(grade, essays))):
        print(essay, "=>", result)


if __name__ == "__main__":
    asyncio.run(main())
