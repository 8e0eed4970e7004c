import { OpenAI } from 'openai'
import { zodResponseFormat, zodTextFormat } from 'openai/helpers/zod'
import { z } from 'zod'

const client = new OpenAI({ maxRetries: 0 })
const Ticket = z.object({ title: z.string(), urgent: z.boolean() })

class Reader {
    constructor(private readonly openai: OpenAI) {}

    async read(text: string): Promise<z.infer<typeof Ticket> | null> {
        const response = await this.openai.responses.parse({ model: 'gpt-5.4', input: [{ role: 'user', content: text }], text: { format: zodTextFormat(Ticket, 'ticket') } })
        return response.output_parsed
    }
}

console.log(await new Reader(client).read('Login fails'))
const completion = await client.chat.completions.parse(
    {
        model: 'gpt-5.4',
        messages: [{ role: 'user', content: 'The app is slow' }],
        response_format: zodResponseFormat(Ticket, 'ticket'),
    },
    { maxRetries: 0, timeout: 60_000 },
)
console.log(completion.choices[0]?.message.parsed?.title)
