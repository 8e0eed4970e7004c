from __future__ import annotations

import json
import logging

import openai

log = logging.getLogger(__name__)


class InvoiceExtractor:
    """Pulls fields out of invoice text."""

    model = "gpt-5.4-mini"

    def __init__(self, client: openai.OpenAI | None = None) -> None:
        self.client = client or openai.OpenAI()
        self.seen = 0

    def extract(self, text: str) -> dict:
        self.seen += 1
        completion = self.client.chat.completions.create(
            model=self.model,
            messages=[{"role": "user", "content": "Extract the fields of this invoice as JSON:\n" + text}],
            response_format={"type": "json_object"}
        )
        return json.loads(completion.choices[0].message.content)


extractor = InvoiceExtractor()
for invoice in ["No. 17, 120.00 EUR, due 2026-12-01", "No. 18, 80.50 EUR, due 2026-12-15"]:
    print(extractor.extract(invoice))
print("seen", extractor.seen)
