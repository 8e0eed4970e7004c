from openai import OpenAI

client = OpenAI()
texts = [f"sentence number {n}" for n in range(7)]
CHUNK = 3
vectors = []
for start in range(0, len(texts), CHUNK):
    chunk = texts[start : start + CHUNK]
    response = client.embeddings.create(model="text-embedding-3-small", input=chunk)
    vectors.extend(item.embedding for item in response.data)
print(len(vectors), [round(sum(vector), 4) for vector in vectors])
