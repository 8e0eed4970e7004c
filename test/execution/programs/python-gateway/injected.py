# expect: unfixed because another client of this project talks to a gateway, and this one is handed in
import os

from openai import OpenAI


class Summarizer:
    def __init__(self, client: OpenAI) -> None:
        self.client = client

    def summarize(self, text: str) -> str:
        return self.client.responses.create(model="gpt-5-mini", input=f"Summarize: {text}").output_text


print(Summarizer(OpenAI(base_url=os.environ["OPENAI_BASE_URL"])).summarize("Long ago ..."))
