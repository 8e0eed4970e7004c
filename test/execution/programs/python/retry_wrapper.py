import time

import openai

client = openai.OpenAI(max_retries=0)


def retry(function, *args, attempts=3, **kwargs):
    for attempt in range(attempts):
        try:
            return function(*args, **kwargs)
        except openai.RateLimitError:
            if attempt + 1 == attempts:
                raise
            time.sleep(2**attempt)


completion = retry(
    client.chat.completions.create,
    model="gpt-5-mini",
    messages=[
        {"role": "user", "content": "Is it going to rain?"},
    ],
    attempts=2,
)
print(completion.choices[0].message.content)
