# declined: sends one request again
from openai import OpenAI

client = OpenAI()
import time

for attempt in range(3):
    try:
        response = client.responses.create(model="gpt-5.4-mini", input="One question")
        print(response.output_text)
        break
    except Exception:
        time.sleep(2**attempt)
