from openai import OpenAI

client = OpenAI()
out = []


def summarize(doc):
    return client.responses.create(model="gpt-5.4-mini", input=doc).output_text or ""


for doc in ["alpha", "beta"]: out.append(summarize(doc))
print(out)
