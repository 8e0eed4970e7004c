# declined: `messages` grows
from openai import OpenAI

client = OpenAI()
import json

TOOLS = [{"type": "function", "function": {"name": "look_up", "parameters": {"type": "object", "properties": {"key": {"type": "string"}}}}}]
messages = [{"role": "user", "content": "Look up the key."}]
for turn in range(4):
    reply = client.chat.completions.create(model="gpt-5.4-mini", messages=messages, tools=TOOLS)
    message = reply.choices[0].message
    messages.append(message)
    if not message.tool_calls:
        break
    for call in message.tool_calls:
        messages.append({"role": "tool", "tool_call_id": call.id, "content": json.dumps({"found": True})})
print(message.content)
