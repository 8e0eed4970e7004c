# declined: `draft` holds an earlier answer
from openai import OpenAI

client = OpenAI()
draft = "A first draft."
while len(draft) < 200:
    response = client.responses.create(model="gpt-5.4-mini", input=f"Make it longer: {draft}")
    draft += response.output_text
print(draft)
