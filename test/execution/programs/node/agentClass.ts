import OpenAI from 'openai';

/** One role in a conversation of several. */
class Agent {
  constructor(private readonly client: OpenAI, private readonly role: string) {}

  async act(task: string): Promise<string> {
    const response = await this.client.responses.create({
      model: 'gpt-5-mini',
      instructions: `You are ${this.role}.`,
      input: task,
    });
    return response.output_text;
  }
}

const openai = new OpenAI();
const [planner, critic] = [new Agent(openai, 'a planner'), new Agent(openai, 'a critic')];
const plan = await planner.act('Plan a picnic');
console.log(plan, '|', await critic.act(plan));
