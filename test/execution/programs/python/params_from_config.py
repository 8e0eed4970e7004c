# expect: unfixed because the parameters come from a function that may well set the tier
import json

from openai import OpenAI


def load_params(text):
    return json.loads(text)


client = OpenAI()
params = load_params('{"model": "gpt-5-mini", "service_tier": "default"}')
completion = client.chat.completions.create(messages=[{"role": "user", "content": "Hello"}], **params)
print(completion.choices[0].message.content)
