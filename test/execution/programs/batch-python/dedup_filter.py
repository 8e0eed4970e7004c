from openai import OpenAI

client = OpenAI()
words = "tide moon tide sand moon shell".split()
seen = set()
for word in words:
    key = word.lower()
    if key in seen:
        continue
    seen.add(key)
    response = client.responses.create(model="gpt-5.4-mini", input=f"A rhyme for {key}")
    print(key, response.output_text)
print(len(seen))
