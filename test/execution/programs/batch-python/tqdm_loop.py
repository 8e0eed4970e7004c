from openai import OpenAI
from tqdm import tqdm

client = OpenAI()
items = ["oak", "elm", "ash"]
results = []
for item in tqdm(items, desc="describing", disable=True):
    response = client.responses.create(model="gpt-5.4-mini", input=f"Describe the wood of {item}")
    results.append((item, response.output_text))
print(results)
