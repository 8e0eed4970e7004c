from openai import OpenAI

client = OpenAI()
WORDS = ("harbour", "lantern", "meadow")

definitions = {
    word: client.chat.completions.create(
        model="gpt-5.4-nano",
        messages=[{"role": "user", "content": f"Define {word}"}],
    ).choices[0].message.content
    for word in WORDS
}
print(definitions)
