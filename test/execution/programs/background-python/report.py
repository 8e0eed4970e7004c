from openai import OpenAI

client = OpenAI()
made = []


def prompt(day):
    made.append(day)
    return f"Report on {day}"


for day in ["Monday", "Tuesday"]:
    response = client.responses.create(
        model="gpt-6.2-sol",
        input=prompt(day),
        max_output_tokens=500,
    )
    print(day, response.status, response.output_text)
print(len(made))
