from openai import OpenAI

impatient = OpenAI(timeout=20)
patient = OpenAI(timeout=1200.0)
plain = OpenAI()

print(impatient.responses.create(model="gpt-5-mini", input="one").output_text)
print(patient.responses.create(model="gpt-5-mini", input="two").output_text)
print(plain.responses.create(model="gpt-5-mini", input="three", timeout=60).output_text)
print(plain.responses.create(model="gpt-5-mini", input="four", timeout=3600).output_text)
