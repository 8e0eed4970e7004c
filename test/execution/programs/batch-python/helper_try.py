from openai import OpenAI

client = OpenAI()


def classify(comment):
    if not comment.strip():
        return "empty"
    try:
        response = client.responses.create(
            model="gpt-5.4-mini",
            instructions="Answer with one word: positive or negative.",
            input=comment,
            max_output_tokens=16,
        )
        return response.output_text
    except Exception as error:
        print(f"could not classify {comment!r}: {type(error).__name__}")
        return None


comments = ["Great!", "   ", "refuse me", "Awful."]
results = [classify(comment) for comment in comments]
print(results)
