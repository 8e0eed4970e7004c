from openai import OpenAI

client = OpenAI()
rows = [{"text": "one"}, {"text": ""}, {"text": "two"}, {"text": None}]
seen = 0
answers = []
for row in rows:
    seen += 1
    print("row", seen)
    if not row["text"]:
        row["summary"] = "(empty)"
        continue
    response = client.chat.completions.create(model="gpt-5.4", messages=[{"role": "user", "content": row["text"]}])
    row["summary"] = response.choices[0].message.content
    answers.append(seen)
print(seen, answers, rows)
