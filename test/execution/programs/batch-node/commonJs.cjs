// A CommonJS script with tabs
const OpenAI = require('openai');
const client = new OpenAI();

const reviews = [
	{ stars: 5, text: 'Lovely' },
	{ stars: 1, text: 'Broke after a day' },
];

async function run() {
	const labels = new Map();
	for (const { stars, text } of reviews) {
		const response = await client.responses.create({
			model: 'gpt-5.4-mini',
			input: [
				{ role: 'developer', content: 'Label the review.' },
				{ role: 'user', content: `${stars} stars: ${text}` },
			],
		});
		labels.set(text, response.output_text);
	}
	for (const [text, label] of labels) console.log(text, '=>', label);
}

run().catch((error) => {
	console.error(error);
	process.exitCode = 1;
});
