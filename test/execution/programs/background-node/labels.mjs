import OpenAI from 'openai'

const client = new OpenAI()

const labels = await Promise.all(['a', 'b'].map((text) => client.responses.create({ model: 'gpt-6.2-sol', input: text })))
console.log(labels.map((label) => label.output_text).join(' '))
