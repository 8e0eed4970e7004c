from openai import OpenAI

client = OpenAI()
texts = ["short", "a text that is certainly long enough to be summarized", "tiny", "another text that is long enough"]
for text in texts:
    if len(text) > 20:
        response = client.responses.create(model="gpt-5.4-mini", input=f"Summarize: {text}")
        summary = response.output_text
    else:
        summary = text
    print(summary)
