# declined: An answer can end the loop
from openai import OpenAI

client = OpenAI()
for candidate in ["alpha", "beta", "gamma"]:
    response = client.responses.create(model="gpt-5.4-mini", input=f"Is {candidate} a fruit?")
    if "yes" in response.output_text.lower():
        print("found", candidate)
        break
