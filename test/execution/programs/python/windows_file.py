# copied with CRLF
from openai import OpenAI

client = OpenAI()
response = client.responses.create(
	model="gpt-5-mini",
	input="Übersetze „Straße“ 🚧 ins Englische.",
)
print(response.output_text)
print(client.responses.create(
	model="gpt-5-mini",
	input="Größe?"  # ohne Komma
	).output_text)
