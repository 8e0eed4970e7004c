import OpenAI from 'openai'

const client = new OpenAI()
const defaults = { model: 'gpt-5.4', temperature: 0.2, service_tier: 'default' }
const system = { role: 'system', content: 'You are terse.' }
const users = [{ name: 'Ann', tags: ['a', 'b'] }, { name: 'Bo', tags: [] }]

const lines = []
for (const user of users) {
  const { name, tags } = user
  const messages = [system]
  messages.push({ role: 'user', content: `Describe ${name}` })
  if (tags.length > 0) messages.push({ role: 'user', content: `Tags: ${tags.join(', ')}` })
  const completion = await client.chat.completions.create({ ...defaults, messages, max_completion_tokens: 50 })
  messages.push(completion.choices[0].message)
  lines.push(`${name} (${messages.length} messages): ${messages.at(-1).content}`)
}
console.log(lines.join('\n'))
