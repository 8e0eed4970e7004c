import json
from pathlib import Path

from openai import OpenAI

client = OpenAI()
source = Path("questions.jsonl")
source.write_text("\n".join(json.dumps({"q": q}) for q in ["How deep?", "How wide?", "How far?"]), encoding="utf-8")

with open(source, encoding="utf-8") as lines, open("replies.jsonl", "w", encoding="utf-8") as out:
    for line in lines:
        record = json.loads(line)
        question = record["q"].strip()
        reply = client.responses.create(model="gpt-5.4-mini", input=question)
        record["a"] = reply.output_text
        record["tokens"] = reply.usage.total_tokens
        out.write(json.dumps(record) + "\n")

print(Path("replies.jsonl").read_text(encoding="utf-8"))
