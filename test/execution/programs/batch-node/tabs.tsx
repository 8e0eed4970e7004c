import OpenAI from "openai";

const client = new OpenAI();

type Props = { title: string; text: string };

export function Card(props: Props) {
	return `<h1>${props.title}</h1><p>${props.text}</p>`;
}

export async function render(titles: string[]): Promise<string> {
	const cards: string[] = [];
	for (const title of titles) {
		const answer = await client.responses.create({ model: "gpt-5.4", input: `Text for ${title}` });
		cards.push(Card({ title, text: answer.output_text }));
	}
	return cards.join("\n");
}

console.log(await render(["One", "Two"]));
