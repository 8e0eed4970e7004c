# expect: 1 flex request because gpt-4.1 takes no flex and embeddings have no tier
from openai import OpenAI

client = OpenAI()

document = "Flood gates close at four metres."
vector = client.embeddings.create(model="text-embedding-3-small", input=document).data[0].embedding
short = client.chat.completions.create(model="gpt-4.1", messages=[{"role": "user", "content": document}])
long = client.chat.completions.create(model="gpt-5.1", messages=[{"role": "user", "content": document}])
print(len(vector), short.choices[0].message.content, long.choices[0].message.content)
