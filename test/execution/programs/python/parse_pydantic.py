from enum import Enum
from typing import List, Optional

from openai import OpenAI
from pydantic import BaseModel


class Mood(str, Enum):
    calm = "calm"
    angry = "angry"
    glad = "glad"


class Person(BaseModel):
    name: str
    age: int
    nickname: Optional[str]


class Scene(BaseModel):
    title: str
    mood: Mood
    people: List[Person]


client = OpenAI()

response = client.responses.parse(
    model="gpt-5.1",
    input=[{"role": "user", "content": "Describe a scene in a harbour."}],
    text_format=Scene,
)
scene = response.output_parsed
print(scene.title, scene.mood.value, [(p.name, p.age) for p in scene.people])

completion = client.chat.completions.parse(model="gpt-5.1", messages=[{"role": "user", "content": "Who was there?"}], response_format=Person)
print(completion.choices[0].message.parsed)
