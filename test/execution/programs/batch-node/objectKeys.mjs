import OpenAI from 'openai'
const client = new OpenAI()

const sections = { intro: 'Say hello', body: 'Explain', outro: 'Say bye' }
const page = {}
for (const key in sections) {
  const { output_text } = await client.responses.create({ model: 'gpt-5.4', input: sections[key] })
  page[key] = output_text
}
console.log(JSON.stringify(page, null, 2))
