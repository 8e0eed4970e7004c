import OpenAI from 'openai';

interface Invoice { answer: string }

export class InvoiceExtractor {
  private readonly client: OpenAI;
  #seen = 0;

  constructor(client?: OpenAI, private readonly model: string = 'gpt-5.4-mini') {
    this.client = client ?? new OpenAI();
  }

  async extract(text: string): Promise<Invoice> {
    this.#seen++;
    const completion = await this.client.chat.completions.create({
      model: 'gpt-5.4-mini',
      messages: [{ role: 'user', content: 'Extract the fields of this invoice as JSON:\n' + text }],
      response_format: { type: 'json_object' },
    });
    return JSON.parse(completion.choices[0]?.message.content ?? '{}') as Invoice;
  }

  get seen(): string {
    return `${this.#seen} with ${this.model}`;
  }
}

const extractor = new InvoiceExtractor();
for (const invoice of ['No. 17, 120.00 EUR', 'No. 18, 80.50 EUR']) console.log(await extractor.extract(invoice));
console.log(extractor.seen);
