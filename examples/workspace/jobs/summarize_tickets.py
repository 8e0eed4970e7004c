"""Nightly: summarise yesterday's support tickets."""
import json
from pathlib import Path

from openai import OpenAI

client = OpenAI()


def summarize(ticket: dict) -> str:
    response = client.responses.create(
        model="gpt-5.4",
        instructions="Summarise the ticket in two sentences.",
        input=ticket["body"],
    )
    return response.output_text


def main() -> None:
    tickets = json.loads(Path("tickets.json").read_text())
    for ticket in tickets:
        print(ticket["id"], summarize(ticket))


if __name__ == "__main__":
    main()
