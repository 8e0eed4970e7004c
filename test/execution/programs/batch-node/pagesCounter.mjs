import OpenAI from 'openai';
const client = new OpenAI();

async function chapters(total) {
  const book = [];
  let chapter = 1;
  while (chapter <= total) {
    const completion = await client.chat.completions.create({
      model: 'gpt-5.4',
      messages: [{ role: 'user', content: `Write the title of chapter ${chapter}` }],
      max_completion_tokens: 20,
    });
    console.log(`Chapter ${chapter}`);
    book.push(completion.choices[0].message.content);
    chapter++;
  }
  return book;
}

console.log(await chapters(3));
