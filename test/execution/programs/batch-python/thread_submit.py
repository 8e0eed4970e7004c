from concurrent.futures import ThreadPoolExecutor

from openai import OpenAI

client = OpenAI()


def tag(path):
    response = client.responses.create(model="gpt-5.4-mini", input=f"Three tags for {path}")
    return path, response.output_text


with ThreadPoolExecutor(max_workers=3) as executor:
    futures = [executor.submit(tag, path) for path in ("a/1.txt", "a/2.txt", "b/3.txt")]
    for future in futures:
        print(*future.result())
