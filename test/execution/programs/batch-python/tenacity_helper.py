from openai import OpenAI
from tenacity import retry, stop_after_attempt, wait_none

client = OpenAI()


@retry(wait=wait_none(), stop=stop_after_attempt(2), reraise=True)
def complete(prompt):
    response = client.chat.completions.create(model="gpt-5.4-mini", messages=[{"role": "user", "content": prompt}])
    return response.choices[0].message.content


for prompt in ["one", "two", "three"]:
    print(prompt, complete(prompt))
