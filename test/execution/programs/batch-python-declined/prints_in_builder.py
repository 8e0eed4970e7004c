# declined: `build` in line
from openai import OpenAI

client = OpenAI()


def build(text):
    print("building", text)
    return "Summarize: " + text


for text in ["one", "two"]:
    prompt = build(text)
    response = client.responses.create(model="gpt-5.4-mini", input=prompt)
    print(response.output_text)
