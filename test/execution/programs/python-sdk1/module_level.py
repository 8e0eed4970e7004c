import openai
from openai import OpenAI

openai.max_retries = 1
completion = openai.chat.completions.create(
    model="gpt-5-mini",
    messages=[{"role": "user", "content": "Hi"}],
)
print(completion.choices[0].message.content)
print(OpenAI().responses.create(model="gpt-5.1", input="Hello").output_text)
