from openai import OpenAI

client = OpenAI()
articles = ["Tides and the moon", "Why bread rises", "Roads of the Romans"]

titles = [
    client.responses.create(model="gpt-5.4-mini", input=f"A short title for: {article}").output_text
    for article in articles
]

for article, title in zip(articles, titles):
    print(f"{article}: {title}")
