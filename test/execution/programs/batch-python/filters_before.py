from openai import OpenAI

client = OpenAI()
rows = [
    {"name": "Ada", "bio": "Mathematician, wrote about the analytical engine."},
    {"name": "", "bio": "nobody"},
    {"name": "Grace", "bio": None},
    {"name": "Alan", "bio": "Computing pioneer."},
]
seen = set()
bios = {}
for row in rows:
    if not row["name"]:
        continue
    if row["bio"] is None:
        print("no bio for", row["name"])
        continue
    response = client.responses.create(model="gpt-5.4-mini", input=f"Shorten: {row['bio']}")
    bios[row["name"]] = response.output_text
    print(row["name"], bios[row["name"]])
