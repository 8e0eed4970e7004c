# declined: `params` is one object that all requests share
from openai import OpenAI

client = OpenAI()
params = {"model": "gpt-5.4", "messages": [{"role": "user", "content": ""}]}
message = params["messages"][0]
for question in ["Who?", "Why?"]:
    message = params["messages"][0]
    message["content"] = question
    response = client.chat.completions.create(**params)
    print(response.choices[0].message.content)
