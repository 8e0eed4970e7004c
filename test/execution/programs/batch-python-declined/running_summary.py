# declined: holds an earlier answer
from openai import OpenAI

client = OpenAI()
summary = ""
for page in ["one", "two", "three"]:
    response = client.responses.create(model="gpt-5.4-mini", input=f"So far: {summary}\nNow: {page}")
    summary = response.output_text
print(summary)
