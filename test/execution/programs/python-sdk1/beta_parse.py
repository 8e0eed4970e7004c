from openai import OpenAI
from pydantic import BaseModel


class Step(BaseModel):
    explanation: str
    output: str


class Solution(BaseModel):
    steps: list[Step]
    final_answer: str


client = OpenAI()
completion = client.beta.chat.completions.parse(
    model="gpt-5-mini",
    messages=[
        {"role": "system", "content": "You are a math tutor."},
        {"role": "user", "content": "8x + 31 = 2"},
    ],
    response_format=Solution,
)
solution = completion.choices[0].message.parsed
for step in solution.steps:
    print("-", step.explanation, "|", step.output)
print(solution.final_answer)
