from openai import OpenAI

client = OpenAI()
lines = iter(["Q: who?", "A: me", "Q: why?", "A: so"])
for line in lines:
    wanted = next(lines)
    response = client.responses.create(model="gpt-5.4-mini", input=line)
    print(wanted, response.output_text)
