# declined: `previous` holds an earlier answer
from openai import OpenAI

client = OpenAI()
previous = None
for step in ["plan", "draft", "polish"]:
    response = client.responses.create(model="gpt-5.4-mini", input=step, previous_response_id=previous)
    previous = response.id
    print(response.output_text)
