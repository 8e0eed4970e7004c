from openai import OpenAI

client = OpenAI()


def run(records):
    for i, record in enumerate(records):
        try:
            text = record["text"]
            response = client.responses.create(model="gpt-5.4-mini", input=text)
            print(i, len(text), response.output_text)
        except Exception as e:
            print("failed", i, repr(e))
            continue
        finally:
            print("done", i)


run([{"text": "alpha"}, {}, {"text": "refuse me"}, {"text": "beta"}])
