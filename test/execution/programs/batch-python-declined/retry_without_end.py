# declined: asks again until it gets an answer
import time

import openai
from openai import OpenAI

client = OpenAI()
for name in ["Ada", "Grace"]:
    while True:
        try:
            response = client.responses.create(model="gpt-5.4", input=f"Greet {name}")
            break
        except openai.RateLimitError:
            time.sleep(20)
    print(response.output_text)
