from openai import OpenAI

client = OpenAI()


def ask(question: str, *, verbose: bool = False) -> str:
    params = {
        "model": "gpt-5-mini",
        "messages": [{"role": "user", "content": question}],
        "max_completion_tokens": 300,
    }
    completion = client.chat.completions.create(**params)
    if verbose:
        print("usage", completion.usage.total_tokens)
    return completion.choices[0].message.content


def ask_briefly(question: str) -> str:
    options = dict(model="gpt-5-mini", text={"verbosity": "low"})
    return client.responses.create(input=question, **options).output_text


print(ask("What is a monad?", verbose=True))
print(ask_briefly("What is a burrito?"))
