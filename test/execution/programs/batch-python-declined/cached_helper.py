# declined: `@lru_cache
from functools import lru_cache

from openai import OpenAI

client = OpenAI()


@lru_cache(maxsize=None)
def define(word):
    response = client.responses.create(model="gpt-5.4-mini", input=f"Define {word}")
    return response.output_text


for word in ["tide", "moon", "tide"]:
    print(word, define(word))
