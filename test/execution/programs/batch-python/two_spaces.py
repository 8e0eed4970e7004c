from openai import OpenAI
client = OpenAI()

def main():
  topics = {'sea': 3, 'hill': 2}
  for topic, count in topics.items():
    messages = [{'role': 'system', 'content': 'You write facts.'}]
    messages.append({'role': 'user', 'content': f'{count} facts about the {topic}'})
    chat = client.chat.completions.create(model='gpt-5.4-mini', messages=messages, max_completion_tokens=200)
    print(topic, chat.choices[0].message.content)  # shown to the editor

main()
