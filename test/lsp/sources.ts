/** Programs that the tests of the server open. */

/** One call without a tier. */
export const PYTHON = `from openai import OpenAI

client = OpenAI()

response = client.responses.create(model="gpt-5.4-mini", input="Hello")
print(response.output_text)
`;

export const TYPESCRIPT = `import OpenAI from 'openai';

const client = new OpenAI();

export async function ask(question: string): Promise<string> {
  const response = await client.responses.create({ model: 'gpt-5.4-mini', input: question });
  return response.output_text;
}
`;

/** A flex call that gives up after a minute: the one finding with a safe fix. */
export const SHORT_FLEX = `from openai import OpenAI

client = OpenAI()

response = client.responses.create(model="gpt-5.4-mini", input="Hello", service_tier="flex", timeout=60)
`;

/** A client of a module of its own, and its user. */
export const CLIENT_MODULE = `from openai import OpenAI

client = OpenAI()
`;

export const CLIENT_USER = `from shared import client

response = client.responses.create(model="gpt-5.4-mini", input="Hello")
`;

/** Nothing of the prompt stands in the code: there are no tokens to count. */
export const OPEN_PROMPT = `from openai import OpenAI

client = OpenAI()


def ask(question):
    return client.responses.create(model="gpt-5.4-mini", input=question)
`;

/** Independent requests, one after the other. */
export const LOOP = `from openai import OpenAI

client = OpenAI()
summaries = []
for text in ["first", "second"]:
    response = client.responses.create(model="gpt-5.4-mini", input=text)
    summaries.append(response.output_text)
print(summaries)
`;
