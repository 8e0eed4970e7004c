from openai import OpenAI
from pydantic import BaseModel

client = OpenAI()


class Verdict(BaseModel):
    score: int
    reason: str


def grade(question, answer):
    completion = client.beta.chat.completions.parse(
        model="gpt-5.4-mini",
        messages=[{"role": "user", "content": f"Q: {question}\nA: {answer}\nGrade it."}],
        response_format=Verdict,
    )
    return completion.choices[0].message.parsed


pairs = [("2+2?", "4"), ("Capital of Peru?", "Lima"), ("Colour of the sky?", "Green")]
total = 0
for question, answer in pairs:
    verdict = grade(question, answer)
    total += verdict.score
    print(question, verdict.score, verdict.reason)
print(total / len(pairs))
