from openai import OpenAI
client = OpenAI()
ask = lambda q: client.responses.create(model="gpt-5-mini", input=q).output_text
print(ask("a")); print(client.chat.completions.create(model='gpt-5-mini', messages=[{'role': 'user', 'content': 'b'}]).choices[0].message.content)
answers = [client.responses.create(model="gpt-5-mini", input=f"{n} in words",).output_text for n in range(2)]
print(answers)
if (reply := client.responses.create(model="gpt-5-mini", input='c')).status == "completed": print(reply.output_text)
