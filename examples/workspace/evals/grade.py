"""Grades answers with a model that has no flex, asked to run on it."""
from openai import OpenAI

client = OpenAI(timeout=900.0)


def grade(answer: str) -> str:
    result = client.chat.completions.create(
        model="gpt-6.2-sol",
        messages=[{"role": "user", "content": f"Grade from 1 to 5: {answer}"}],
        service_tier="flex",
    )
    return result.choices[0].message.content
