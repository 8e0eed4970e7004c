from typing import List

from openai import OpenAI
from pydantic import BaseModel


class Person(BaseModel):
    name: str
    age: int
    skills: List[str]


client = OpenAI()
texts = ["Ann, 34, welds and sails.", "Bo, 51, bakes."]
people: List[Person] = []
for text in texts:
    response = client.responses.parse(
        model="gpt-5.4-mini",
        input=[{"role": "system", "content": "Extract the person."}, {"role": "user", "content": text}],
        text_format=Person,
    )
    person = response.output_parsed
    if person is None:
        continue
    people.append(person)
    print(person.model_dump_json())
print(sum(person.age for person in people))
