# declined: `random` is made use of for the next request
import random

from openai import OpenAI

client = OpenAI()
random.seed(7)
for topic in ["sea", "sand", "sky"]:
    style = random.choice(["short", "long"])
    response = client.responses.create(model="gpt-5.4-mini", input=f"A {style} line on {topic}")
    print(topic, random.random() < 0.5, response.output_text)
