"""Two steps that share a client of another module."""
from llm import client as llm
from llm.client import ask, shared_client


def outline(topic: str) -> str:
    return ask(f"Outline of a talk on {topic}")


def draft(text: str) -> str:
    completion = shared_client.chat.completions.create(
        model=llm.MODEL,
        messages=[{"role": "user", "content": "Draft: " + text}],
    )
    return completion.choices[0].message.content


print(draft(outline("tides")))
