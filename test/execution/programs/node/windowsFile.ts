// copied with CRLF
import OpenAI from 'openai';

const client = new OpenAI();
const response = await client.responses.create({
	model: 'gpt-5-mini',
	input: 'Übersetze „Straße“ 🚧 ins Englische.',
});
console.log(response.output_text);
console.log((await client.responses.create({
	model: 'gpt-5-mini',
	input: 'Größe?' // ohne Komma
	})).output_text);
