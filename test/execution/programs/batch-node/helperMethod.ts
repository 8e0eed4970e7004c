import OpenAI from 'openai';

class Tagger {
  private client = new OpenAI();
  total = 0;

  private async tag(text: string): Promise<string[]> {
    const response = await this.client.responses.create({ model: 'gpt-5.4', input: `Tag: ${text}` });
    this.total += response.usage?.total_tokens ?? 0;
    return response.output_text.split(' ');
  }

  async tagAll(texts: string[]): Promise<Map<string, string[]>> {
    const entries = await Promise.all(texts.map(async (text): Promise<[string, string[]]> => [text, await this.tag(text)]));
    return new Map(entries);
  }
}

const tagger = new Tagger();
console.log(await tagger.tagAll(['red apple', 'green pear']), tagger.total);
