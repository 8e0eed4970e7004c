from openai import OpenAI

client = OpenAI()
docs = ["harbour", "lantern"]
for doc in docs:
    title = client.responses.create(model="gpt-5.4-mini", input="Title: " + doc)
    teaser = client.responses.create(model="gpt-5.4-mini", input="Teaser: " + doc)
    print(title.output_text, "|", teaser.output_text)
