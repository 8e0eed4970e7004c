# declined: wrapped by another package
import instructor
from openai import OpenAI
from pydantic import BaseModel

client = instructor.from_openai(OpenAI())


class City(BaseModel):
    name: str


for text in ["Oslo is in Norway", "Rome is in Italy"]:
    print(client.chat.completions.create(model="gpt-5.4-mini", response_model=City, messages=[{"role": "user", "content": text}]))
