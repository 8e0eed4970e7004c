from openai import OpenAI

client = OpenAI()
topics = ["salt", "silk"]

facts = []
for topic in topics:
    response = client.responses.create(model="gpt-5.4-mini", input=f"A fact about {topic}")
    facts.append(response.output_text)

for fact in facts:
    response = client.responses.create(model="gpt-5.4-mini", input=f"Is this true? {fact}")
    print(fact, "/", response.output_text)
