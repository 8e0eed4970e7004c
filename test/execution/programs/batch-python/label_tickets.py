import json

from openai import OpenAI

client = OpenAI()
MODEL = "gpt-5.4-mini"
LABELS = ["billing", "bug", "question"]


def label(tickets):
    labelled = []
    for number, ticket in enumerate(tickets, start=1):
        prompt = f"Label this ticket as one of {', '.join(LABELS)}.\n\n{ticket['text']}"
        completion = client.chat.completions.create(
            model=MODEL,
            messages=[
                {"role": "system", "content": "You label support tickets."},
                {"role": "user", "content": prompt},
            ],
            temperature=0,
        )
        answer = completion.choices[0].message.content
        labelled.append({"id": ticket["id"], "label": answer, "prompt_length": len(prompt)})
        print(f"[{number}/{len(tickets)}] {ticket['id']}: {answer}")
    return labelled


if __name__ == "__main__":
    tickets = [{"id": f"T-{n}", "text": text} for n, text in enumerate(["Card declined", "App crashes", "How do I export?"])]
    print(json.dumps(label(tickets), indent=2))
