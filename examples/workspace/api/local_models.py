"""Clients of other services have the same methods; none of these goes to OpenAI."""
import os

from openai import AzureOpenAI, OpenAI

ollama = OpenAI(base_url="http://localhost:11434/v1", api_key="ollama")
azure = AzureOpenAI(azure_endpoint="https://example.openai.azure.com", api_version="2025-04-01-preview")
gateway = OpenAI(base_url=os.environ["LLM_GATEWAY_URL"])


def draft(prompt: str) -> str:
    messages = [{"role": "user", "content": prompt}]
    first = ollama.chat.completions.create(model="llama3.2", messages=messages)
    second = azure.chat.completions.create(model="my-deployment", messages=messages)
    third = gateway.chat.completions.create(model="gpt-5.4-mini", messages=messages)
    return "\n".join(each.choices[0].message.content for each in (first, second, third))
