from openai import OpenAI

client = OpenAI()
questions = ["What is a fjord?", "What is a delta?"]
answers_text = list(map(lambda question: client.responses.create(model="gpt-5.4-mini", input=question).output_text, questions))
for question, text in zip(questions, answers_text):
    print(question, text)
