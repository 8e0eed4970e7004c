import time

import openai
from openai import OpenAI

client = OpenAI()
results = []
for name in ["north", "south"]:
    prompt = f"A poem about the {name} wind"
    text = None
    for attempt in range(3):
        try:
            response = client.responses.create(model="gpt-5.4-mini", input=prompt)
            text = response.output_text
            break
        except openai.RateLimitError:
            time.sleep(0.01 * 2**attempt)
    results.append((name, text))
print(results)
