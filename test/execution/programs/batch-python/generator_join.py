from openai import OpenAI

client = OpenAI()
chapters = ["The storm", "The island", "The way home"]

outline = "\n".join(
    client.responses.create(model="gpt-5.4-mini", input=f"Outline of a chapter named {chapter}").output_text for chapter in chapters
)
print(outline)
