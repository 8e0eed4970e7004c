from openai import OpenAI

client = OpenAI()
posts = ["Lovely weather today", "I will find you", "Buy my book", "Nothing to see"]
flagged = []
for post in posts:
    result = client.moderations.create(model="omni-moderation-latest", input=post).results[0]
    if result.flagged:
        flagged.append(post)
print(flagged)
