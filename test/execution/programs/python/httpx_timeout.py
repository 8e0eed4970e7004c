import httpx2
from openai import OpenAI

client = OpenAI(timeout=httpx2.Timeout(60.0, connect=5.0, read=45.0))

message = client.responses.create(
    model="gpt-5.4",
    input="Which port does SSH use?",
    extra_headers={"X-Team": "search"},
)
print(message.output_text)

second = client.chat.completions.create(
    model="gpt-5.4",
    messages=[{"role": "user", "content": "And Telnet?"}],
    timeout=httpx2.Timeout(30.0),
)
print(second.choices[0].message.content)
