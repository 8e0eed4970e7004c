from dataclasses import dataclass, field

from openai import OpenAI


@dataclass
class Translator:
    language: str
    model: str = "gpt-5.4-mini"
    client: OpenAI = field(default_factory=OpenAI)

    def translate_all(self, texts):
        translated = []
        for text in texts:
            response = self.client.responses.create(
                model=self.model,
                instructions=f"Translate into {self.language}.",
                input=text,
            )
            translated.append(response.output_text)
        return translated


translator = Translator("Norwegian")
print(translator.translate_all(["Good morning", "Where is the harbour?"]))
