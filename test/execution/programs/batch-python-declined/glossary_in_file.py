# declined: `GLOSSARY` is written to in one iteration
import os

from openai import OpenAI

client = OpenAI()
GLOSSARY = "glossary.txt"


def terms():
    if not os.path.exists(GLOSSARY):
        return ""
    with open(GLOSSARY) as file:
        return file.read()


for paragraph in ["First.", "Second."]:
    prompt = f"Terms: {terms()}\n\nTranslate: {paragraph}"
    response = client.responses.create(model="gpt-5.4-mini", input=prompt)
    with open(GLOSSARY, "a") as file:
        file.write(response.output_text + "\n")
