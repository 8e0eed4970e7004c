"""A chat endpoint: a person waits for the answer."""
from fastapi import Depends, FastAPI
from openai import AsyncOpenAI
from pydantic import BaseModel

app = FastAPI()


class Question(BaseModel):
    text: str


def get_client() -> AsyncOpenAI:
    return AsyncOpenAI(timeout=20.0)


@app.post("/ask")
async def ask(question: Question, client: AsyncOpenAI = Depends(get_client)) -> str:
    # tier: standard (a person waits)
    response = await client.responses.create(model="gpt-5.4", input=question.text)
    return response.output_text
