from concurrent.futures import ThreadPoolExecutor

from openai import OpenAI

client = OpenAI()


def caption(image_name):
    response = client.responses.create(model="gpt-5.4-mini", input="A caption for " + image_name)
    return response.output_text


names = ["boat.png", "barn.png", "bridge.png", "beach.png"]
with ThreadPoolExecutor(max_workers=4) as pool:
    captions = list(pool.map(caption, names))
for name, text in zip(names, captions):
    print(name, text)
