"""Nightly summary of support tickets."""
from openai import OpenAI

client = OpenAI()

TICKETS = [
    {"id": 101, "body": "The export button does nothing in Safari."},
    {"id": 102, "body": "Invoice of March has the wrong VAT number."},
]


def summarize(ticket):
    completion = client.chat.completions.create(
        model="gpt-5-mini",  # cheap enough
        messages=[
            {"role": "system", "content": "Summarize the ticket in one sentence."},
            {"role": "user", "content": ticket["body"]},
        ],
        max_completion_tokens=200,  # a sentence
    )
    return completion.choices[0].message.content


if __name__ == "__main__":
    for ticket in TICKETS:
        print(ticket["id"], summarize(ticket))
