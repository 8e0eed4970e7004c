from functools import lru_cache

from openai import OpenAI


@lru_cache(maxsize=1)
def get_client() -> OpenAI:
    return OpenAI(max_retries=3)


def classify(text, labels=("bug", "question", "praise")):
    answer = get_client().responses.create(model="gpt-5-nano", input=f"One of {', '.join(labels)}: {text}")
    return answer.output_text


def headline(text):
    client = get_client()
    return client.responses.create(
        model="gpt-5-nano",
        input=[
            {"role": "developer", "content": "Write a headline."},
            {"role": "user", "content": text},
        ],
        reasoning={"effort": "low"},
    ).output_text


if __name__ == "__main__":
    print(classify("It crashes when I press save"))
    print(headline("Council approves bridge"))
