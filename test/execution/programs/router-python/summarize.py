from openai import OpenAI
from pydantic import BaseModel


class Ticket(BaseModel):
    title: str
    urgent: bool


client = OpenAI(max_retries=0)
common = {"model": "gpt-5.4", "store": False}
asked = []


def prompt(text):
    asked.append(text)
    return f"Summarize in five words: {text}"


def summarize(text):
    response = client.responses.create(input=prompt(text), timeout=60, **common)
    return response.output_text


def classify(text):
    # gpt-4.1 has no flex.
    completion = client.chat.completions.create(
        model="gpt-4.1",
        messages=[{"role": "user", "content": text}],
    )
    return completion.choices[0].message.content


if __name__ == "__main__":
    for ticket in ["The app is slow", "Login fails"]:
        print(ticket, "->", summarize(ticket), classify(ticket))
    print(client.responses.parse(model="gpt-5.4", input="Login fails", text_format=Ticket).output_parsed)
    print("prompts made:", len(asked))
