# expect: unfixed because every call says its tier already
import os

from openai import OpenAI

client = OpenAI()
TIER = os.environ.get("TIER", "default")
print(client.responses.create(model="gpt-5-mini", input="x", service_tier=TIER).output_text)
print(client.responses.create(model="gpt-5-mini", input="y", service_tier="default").output_text)
