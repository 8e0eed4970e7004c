import os

import openai
from openai import OpenAI

client = OpenAI(api_key=os.environ["OPENAI_API_KEY"])


def summarize(text: str, words: int = 20) -> str:
    """A summary of the text."""
    prompt = f"Summarize in {words} words:\n{text}"
    response = client.chat.completions.create(
        model="gpt-5.4-mini",
        messages=[{"role": "user", "content": prompt}],
    )
    return response.choices[0].message.content.strip()


def main():
    docs = ["alpha beta", "gamma delta", "epsilon zeta"]
    out = []
    for doc in docs:
        out.append(summarize(doc, words=10))
    print("\n".join(out))
    print(openai.__name__)


if __name__ == "__main__":
    main()
