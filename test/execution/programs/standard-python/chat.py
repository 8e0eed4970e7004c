from openai import OpenAI

client = OpenAI()


def reply(question):
    response = client.responses.create(
        model="gpt-5.4",
        input=question,
        service_tier="flex",
        timeout=900.0,
    )
    return response.output_text


print(reply("Hello"))
while True:
    try:
        question = input("> ")
    except EOFError:
        break
    print(reply(question))
