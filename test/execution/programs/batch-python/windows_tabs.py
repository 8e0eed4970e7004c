# copied with CRLF
from openai import OpenAI

client = OpenAI()
lines = ['one', 'two', 'three']


def run():
	out = []
	for line in lines:
		prompt = 'Translate to French: ' + line
		response = client.responses.create(model='gpt-5.4-mini', input=prompt)
		out.append(response.output_text)
	return out


print('; '.join(run()))
