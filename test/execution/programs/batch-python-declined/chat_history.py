# declined: `messages` grows with each answer
from openai import OpenAI

client = OpenAI()
messages = [{"role": "system", "content": "Be brief."}]
for question in ["Who are you?", "And who am I?"]:
    messages.append({"role": "user", "content": question})
    reply = client.chat.completions.create(model="gpt-5.4-mini", messages=messages)
    messages.append(reply.choices[0].message)
    print(reply.choices[0].message.content)
