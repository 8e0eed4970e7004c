from openai import OpenAI

client = OpenAI()
PRICE_IN, PRICE_OUT = 0.25, 2.0
prompts = [f"Write a haiku about {thing}." for thing in ("rain", "rust", "rope")]
input_tokens = output_tokens = 0
for i, prompt in enumerate(prompts):
    result = client.responses.create(model="gpt-5.4-mini", input=prompt)
    input_tokens += result.usage.input_tokens
    output_tokens += result.usage.output_tokens
    print(f"{i}: {result.output_text} ({result.usage.total_tokens} tokens so far {input_tokens + output_tokens})")
print(f"cost: {(input_tokens * PRICE_IN + output_tokens * PRICE_OUT) / 1e6:.8f}")
