# declined: `done` changes in line
from openai import OpenAI

client = OpenAI()
done = 0
for name in ["a", "b", "c"]:
    response = client.responses.create(model="gpt-5.4-mini", input=f"Item {done}: {name}")
    done += 1
    print(done, response.output_text)
