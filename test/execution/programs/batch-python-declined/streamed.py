# declined: read as a stream
from openai import OpenAI

client = OpenAI()
for topic in ["sea", "sky"]:
    stream = client.responses.create(model="gpt-5.4-mini", input=topic, stream=True)
    for event in stream:
        if event.type == "response.output_text.delta":
            print(event.delta, end="")
    print()
