// unconverted: is not async
import OpenAI from 'openai';

const client = new OpenAI();

function titles(texts: string[]): Promise<OpenAI.Responses.Response[]> {
  return Promise.all(texts.map((text) => client.responses.create({ model: 'gpt-5.4', input: text })));
}

titles(['x', 'y']).then((all) => console.log(all.length));
