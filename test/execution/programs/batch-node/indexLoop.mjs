import OpenAI from 'openai'

const client = new OpenAI()
const questions = ['What is a tide?', 'What is a fjord?', 'What is a reef?']
const answers = []

for (let i = 0; i < questions.length; i++) {
  const question = questions[i]
  const completion = await client.chat.completions.create({
    model: 'gpt-5.4',
    messages: [{ role: 'user', content: question }],
  })
  answers[i] = completion.choices[0].message.content
  console.log(`${i + 1}/${questions.length} ${question}`)
}

console.log(answers)
