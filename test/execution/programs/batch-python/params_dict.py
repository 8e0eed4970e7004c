from openai import OpenAI

client = OpenAI()
defaults = {"model": "gpt-5.4-mini", "max_output_tokens": 64}

for n, city in enumerate(["Oslo", "Turin"]):
    params = {**defaults, "input": f"Weather proverbs of {city}"}
    if n == 1:
        params["instructions"] = "Answer in Italian."
    reply = client.responses.create(**params)
    print(city, reply.output_text)
