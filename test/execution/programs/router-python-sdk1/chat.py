import os

from openai import OpenAI

client = OpenAI(max_retries=0)


def ask(question: str) -> str:
    completion = client.chat.completions.create(
        model="gpt-5.4", messages=[{"role": "user", "content": question}]
    )
    return completion.choices[0].message.content or ""


print(ask("What is the capital of " + os.environ.get("COUNTRY", "France")))
