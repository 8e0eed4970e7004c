# declined: only sometimes
from openai import OpenAI

client = OpenAI()
names = ["Ada", "", "Alan"]
bios = []
for name in names:
    bio = client.responses.create(model="gpt-5.4-mini", input=f"Who is {name}?").output_text if name else "nobody"
    bios.append(bio)
print(bios)
