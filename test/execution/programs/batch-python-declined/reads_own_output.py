# declined: `log` is written to in one iteration
from openai import OpenAI

client = OpenAI()
from pathlib import Path

log = Path("log.txt")
log.write_text("")
for question in ["one", "two"]:
    context = log.read_text()
    response = client.responses.create(model="gpt-5.4-mini", input=context + question)
    log.write_text(context + response.output_text)
print(log.read_text())
