from openai import OpenAI

client = OpenAI()
steps = ["mix", "knead", "bake"]
for i, step in enumerate(steps):
    print(f"step {i + 1}: {step}")
    count = len(step)
    response = client.responses.create(model="gpt-5.4-mini", input=f"How to {step} bread, in {count} words")
    print("   ", response.output_text)
