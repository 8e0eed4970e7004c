import sys

from openai import OpenAI

client = OpenAI()


# tier: flex (nobody reads along)
def tell(topic: str) -> None:
    stream = client.chat.completions.create(
        model="gpt-5-mini",
        messages=[{"role": "user", "content": f"A very short story about {topic}"}],
        stream=True,
        stream_options={"include_usage": True},
    )
    for chunk in stream:
        if chunk.choices and chunk.choices[0].delta.content:
            sys.stdout.write(chunk.choices[0].delta.content)
    print()


# tier: flex (nobody reads along)
def retell(topic: str) -> None:
    with client.responses.stream(model="gpt-5-mini", input=f"Retell the story about {topic}") as stream:
        for event in stream:
            if event.type == "response.output_text.delta":
                sys.stdout.write(event.delta)
        print("\n" + stream.get_final_response().status)


tell("a lighthouse")
retell("a lighthouse")
