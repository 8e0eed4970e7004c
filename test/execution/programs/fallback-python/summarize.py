from openai import OpenAI

client = OpenAI(max_retries=0)
asked = []


def prompt(text):
    asked.append(text)
    return f"Summarize in five words: {text}"


def summarize(text):
    response = client.responses.create(model="gpt-5.4", input=prompt(text), service_tier="flex", timeout=900.0)
    return response.output_text


for ticket in ["The app is slow", "Login fails"]:
    print(ticket, "->", summarize(ticket))
print("prompts made:", len(asked))
