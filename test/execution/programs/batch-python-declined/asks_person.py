# declined: waits for more to come
from openai import OpenAI

client = OpenAI()
while True:
    question = input("> ")
    if question == "quit":
        break
    print(client.responses.create(model="gpt-5.4-mini", input=question).output_text)
