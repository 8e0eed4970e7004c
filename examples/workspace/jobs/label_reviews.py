"""Label product reviews on flex: nobody waits for them."""
from openai import OpenAI

client = OpenAI()


def label(review: str) -> str:
    # Flex may take 15 minutes, and the SDK gives up after ten.
    completion = client.chat.completions.create(
        model="gpt-5.4-mini",
        messages=[{"role": "user", "content": f"Label this review: {review}"}],
        service_tier="flex",
    )
    return completion.choices[0].message.content
