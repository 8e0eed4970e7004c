# declined: `translate` is used in line
from openai import OpenAI

client = OpenAI()


def translate(text):
    response = client.responses.create(model="gpt-5.4-mini", input=f"Translate: {text}")
    return response.output_text


print(translate("hello"))
for word in ["sea", "sky"]:
    print(word, translate(word))
