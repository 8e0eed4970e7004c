"""Summarize product reviews, one request each."""
from openai import OpenAI

client = OpenAI()

reviews = [
    "The kettle boils fast but the lid is loose.",
    "Arrived late, works well.",
    "Stopped working after two days.",
]

for review in reviews:
    # One sentence is enough for the dashboard.
    response = client.responses.create(
        model="gpt-5.4-mini",
        input=f"Summarize in one sentence: {review}",
    )
    print(review[:12], "->", response.output_text)
