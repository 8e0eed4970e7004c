# declined: `total` is used after the loop
from openai import OpenAI

client = OpenAI()
total = 0
for line in ["a short line", "a longer line than that", "the last line"]:
    total += len(line)
    if total > 30:
        break
    response = client.responses.create(model="gpt-5.4-mini", input=line)
    print(total, response.output_text)
print(total)
