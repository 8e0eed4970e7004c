from openai import OpenAI

MODEL = "gpt-5-mini"
shared_client = OpenAI()


def ask(prompt: str) -> str:
    return shared_client.responses.create(model=MODEL, input=prompt).output_text
