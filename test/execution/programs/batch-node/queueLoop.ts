import OpenAI from 'openai';

const client = new OpenAI();

export class Worker {
  private readonly done: string[] = [];

  constructor(private readonly openai: OpenAI, private readonly model = 'gpt-5.4-mini') {}

  async drain(queue: string[]): Promise<string[]> {
    while (queue.length > 0) {
      const task = queue.shift()!;
      const { output_text: text } = await this.openai.responses.create({ model: this.model, input: `Do: ${task}` });
      this.done.push(`${task}: ${text}`);
    }
    return this.done;
  }
}

const worker = new Worker(client);
console.log(await worker.drain(['sweep', 'wash', 'paint']));
