from functools import partial

from openai import OpenAI

client = OpenAI()
complete = partial(client.chat.completions.create, model="gpt-5-mini", max_completion_tokens=64)

for word in ("fog", "tide"):
    result = complete(messages=[{"role": "user", "content": f"Rhyme with {word}"}])
    print(word, result.choices[0].message.content)
