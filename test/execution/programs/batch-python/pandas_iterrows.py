import pandas as pd
from openai import OpenAI

client = OpenAI()
df = pd.DataFrame({"title": ["Fog", "Reef", "Dune"], "year": [1999, 2004, 2011]})
blurbs = []
for index, row in df.iterrows():
    response = client.responses.create(model="gpt-5.4-mini", input=f"A blurb for {row['title']} ({row['year']})")
    blurbs.append(response.output_text)
    print(index, row["title"])
df["blurb"] = blurbs
print(df.to_csv(index=False))
