import openai
from openai import OpenAI

client = OpenAI()
prompts = ["first", "refuse me", "third", "overload me"]
kept = []
failed = 0
for prompt in prompts:
    try:
        response = client.responses.create(model="gpt-5.4-mini", input=prompt)
    except openai.BadRequestError as e:
        print("bad request:", prompt, e.status_code, e.body["message"])
        failed += 1
        continue
    except openai.APIError as e:
        print("api error:", prompt, type(e).__name__)
        failed += 1
        continue
    kept.append(response.output_text)
    print("ok:", prompt, response.output_text)
print(len(kept), "kept,", failed, "failed")
