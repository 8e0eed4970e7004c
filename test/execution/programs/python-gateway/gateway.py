# expect: unfixed because the base URL comes from a setting and may be any service
import os

from openai import OpenAI

client = OpenAI(base_url=os.environ["OPENAI_BASE_URL"])
print(client.responses.create(model="gpt-5-mini", input="Who are you?").output_text)
