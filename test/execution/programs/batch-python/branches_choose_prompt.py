from openai import OpenAI

client = OpenAI()
tasks = [("write", "tides"), ("grade", "The moon pulls the sea."), ("skip", ""), ("write", "dunes"), ("sing", "?"), ("grade", "never asked")]
done = []
try:
    for mode, text in tasks:
        if mode == "write":
            prompt = f"Write a line about {text}"
        elif mode == "grade":
            prompt = "Grade this: " + text
        elif mode == "skip":
            done.append("skipped")
            continue
        else:
            raise ValueError(f"no such mode: {mode}")
        response = client.responses.create(model="gpt-5.4-mini", input=prompt)
        done.append(mode)
        print(mode, response.output_text)
except ValueError as error:
    print(error)
print(done)
