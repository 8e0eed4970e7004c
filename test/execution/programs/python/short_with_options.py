from openai import OpenAI

client = OpenAI()


def quick(prompt: str) -> str:
    completion = client.with_options(timeout=30, max_retries=0).chat.completions.create(
        model="gpt-5.6-luna",
        messages=[{"role": "user", "content": prompt}],
    )
    return completion.choices[0].message.content or ""


patient = client.with_options(timeout=1800.0)
print(quick("Name a river."))
print(patient.responses.create(model="gpt-5.6-luna", input="Name a longer river.").output_text)
print(client.copy(timeout=45.0).responses.create(model="gpt-5.6-luna", input="Name the longest river.").output_text)
