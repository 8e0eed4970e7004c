import OpenAI from "openai";
import pMap from "p-map";

const client = new OpenAI();

const names = ["Ada", "Grace", "Edsger"];
const greetings = await pMap(names, async (name) => {
  const response = await client.responses.create({ model: "gpt-5.4", input: `Greet ${name}` });
  return response.output_text.trim();
}, { concurrency: 2 });

greetings.forEach((greeting, i) => console.log(names[i], greeting));
