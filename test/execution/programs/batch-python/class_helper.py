from openai import OpenAI


class Reviewer:
    def __init__(self, model="gpt-5.4-mini"):
        self.client = OpenAI()
        self.model = model
        self.rules = "Be brief."

    def _review(self, diff):
        response = self.client.chat.completions.create(
            model=self.model,
            messages=[
                {"role": "system", "content": self.rules},
                {"role": "user", "content": diff},
            ],
        )
        return response.choices[0].message.content

    def run(self, diffs):
        notes = {}
        for name, diff in diffs.items():
            notes[name] = self._review(diff)
        return notes


for name, note in Reviewer().run({"a.py": "+x = 1", "b.py": "-y = 2"}).items():
    print(name, note)
