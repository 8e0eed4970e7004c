from openai import OpenAI
from pydantic import BaseModel


class Ticket(BaseModel):
	title: str
	urgent: bool


client = OpenAI(max_retries=0)
common = {'model': 'gpt-5.4', 'service_tier': 'flex'}
numbers = iter(range(100))

parsed = client.responses.parse(input='Login fails', text_format=Ticket, timeout=900.0, **common)
print(parsed.output_parsed)
reply = client.chat.completions.create(
	messages=[{'role': 'user', 'content': f'number {next(numbers)}'}],
	timeout=900.0,
	**common,
)
print(reply.choices[0].message.content, next(numbers))
raw = client.responses.with_raw_response.create(input='raw', timeout=900.0, **common)
print(raw.parse().output_text)
