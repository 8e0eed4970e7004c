#!/usr/bin/env node
// Plain JavaScript without semicolons
import OpenAI from 'openai'
import { readFile } from 'node:fs/promises'

const client = new OpenAI()
const ask = async (input) => (await client.responses.create({ model: 'gpt-5-mini', input })).output_text

console.log(await ask('a'), await ask('b'))
const { name } = JSON.parse(await readFile(new URL('./package.json', import.meta.url), 'utf8'))
console.log((await client.chat.completions.create({model:'gpt-5-mini',messages:[{role:'user',content:name}]})).choices[0].message.content)
