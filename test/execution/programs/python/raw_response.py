from openai import OpenAI

client = OpenAI()

raw = client.chat.completions.with_raw_response.create(
    messages=[{"role": "user", "content": "Say this is a test"}],
    model="gpt-5-mini",
)
print(raw.headers.get("x-request-id"), raw.parse().choices[0].message.content)

with client.responses.with_streaming_response.create(model="gpt-5-mini", input="Say it again") as response:
    print(response.parse().output_text)
