import OpenAI from 'openai'

const client = new OpenAI()

const ask = async question => {
  const response = await client.responses.create({
    model: 'gpt-5.4-mini',
    input: question,
  })
  return response.output_text
}

const answers = {}
for (const q of ['Why?', 'How?']) {
  answers[q] = await ask(q)
}
console.log(answers)
