# declined: `seen` changes in line
from openai import OpenAI

client = OpenAI()
seen = []
for word in ["tide", "moon", "tide"]:
    if word in seen:
        continue
    response = client.responses.create(model="gpt-5.4-mini", input=f"A rhyme for {word}")
    seen.append(word)
    print(word, response.output_text)
