import httpx
from openai import AsyncOpenAI, OpenAI
import asyncio

client = OpenAI(timeout=httpx.Timeout(15.0, read=5.0, write=10.0, connect=2.0))
print(client.chat.completions.create(model="gpt-5-mini", messages=[{"role": "user", "content": "ping"}]).choices[0].message.content)


class Bot:
    def __init__(self):
        self.llm = AsyncOpenAI(timeout=httpx.Timeout(600.0))

    async def say(self, text):
        # tier: flex (nobody reads along)
        stream = await self.llm.chat.completions.create(
            model="gpt-5-mini", messages=[{"role": "user", "content": text}], stream=True
        )
        return "".join([chunk.choices[0].delta.content or "" async for chunk in stream if chunk.choices])


print(asyncio.run(Bot().say("pong")))
