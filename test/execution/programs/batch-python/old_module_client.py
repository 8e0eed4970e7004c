import os

import openai

openai.api_key = os.environ["OPENAI_API_KEY"]
countries = ["Chile", "Fiji"]
for country in countries:
    completion = openai.chat.completions.create(
        model="gpt-5.4-mini",
        messages=[{"role": "user", "content": f"Capital of {country}?"}],
    )
    print(country, completion.choices[0].message.content)
