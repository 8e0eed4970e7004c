from openai import OpenAI

client = OpenAI()
models_tone = ["formal", "friendly"]
letters = ["Your order is late.", "Your refund is on its way.", "Your account was closed."]

drafts = {}
for tone in models_tone:
    for letter in letters:
        response = client.responses.create(model="gpt-5.4-mini", input=f"Rewrite in a {tone} tone: {letter}")
        drafts[(tone, letter)] = response.output_text
    print(tone, len(drafts))
for key, draft in drafts.items():
    print(key, draft)
