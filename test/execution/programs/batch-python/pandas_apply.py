import pandas as pd
from openai import OpenAI

client = OpenAI()


def sentiment(text):
    completion = client.chat.completions.create(
        model="gpt-5.4-nano",
        messages=[{"role": "user", "content": f"Sentiment of: {text}"}],
    )
    return completion.choices[0].message.content


df = pd.DataFrame({"text": ["so good", "so bad", "so so"]})
df["sentiment"] = df["text"].apply(sentiment)
print(df.to_csv(index=False))
