# declined: `messages` is one object that all requests share
from openai import OpenAI

client = OpenAI()
messages = [{"role": "system", "content": "Label the text."}, {"role": "user", "content": ""}]
for text in ["good", "bad"]:
    messages[1]["content"] = text
    reply = client.chat.completions.create(model="gpt-5.4-mini", messages=messages)
    print(text, reply.choices[0].message.content)
