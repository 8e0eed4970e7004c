# declined: Azure OpenAI
from openai import AzureOpenAI

client = AzureOpenAI(azure_endpoint="https://example.openai.azure.com", api_version="2025-03-01-preview", api_key="k")
for text in ["a", "b"]:
    print(client.chat.completions.create(model="gpt-5.4-mini", messages=[{"role": "user", "content": text}]))
