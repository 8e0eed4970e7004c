from concurrent.futures import ThreadPoolExecutor, as_completed

from openai import OpenAI

client = OpenAI()


def score(essay):
    response = client.responses.create(model="gpt-5.4-mini", input=f"Score from 1 to 10: {essay}")
    return response.output_text


essays = {"e1": "On rain", "e2": "On snow", "e3": "On fog"}
scores = {}
with ThreadPoolExecutor(max_workers=2) as executor:
    futures = {executor.submit(score, essay): name for name, essay in essays.items()}
    for future in as_completed(futures):
        scores[futures[future]] = future.result()
for name in sorted(scores):
    print(name, scores[name])
