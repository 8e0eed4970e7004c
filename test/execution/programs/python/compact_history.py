from openai import OpenAI

client = OpenAI()
history = [{"role": "user", "content": "Let us plan a garden."}]
first = client.responses.create(model="gpt-5.1", input=history)
history += [{"role": "assistant", "content": first.output_text}]
compacted = client.responses.compact(model="gpt-5.1", input=history)
print(first.output_text, compacted.output[0].encrypted_content)
