from pathlib import Path

from openai import OpenAI

client = OpenAI()
folder = Path("notes")
folder.mkdir(exist_ok=True)
for name in ("a", "b"):
    (folder / f"{name}.txt").write_text(f"note {name}")

for path in sorted(folder.glob("*.txt")):
    with open(path) as f:
        text = f.read()
    response = client.responses.create(model="gpt-5.4-mini", input=f"Title for: {text}")
    print(f"{path.name} ({len(text)}): {response.output_text}")
