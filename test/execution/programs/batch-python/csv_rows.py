import csv
import io

from openai import OpenAI

client = OpenAI()
SOURCE = "id,text\n1,good tea\n2,bad coffee\n3,fine water\n"

with open("reviews.csv", "w", newline="") as f:
    f.write(SOURCE)

with open("reviews.csv", newline="") as source, open("labelled.csv", "w", newline="") as target:
    reader = csv.DictReader(source)
    writer = csv.writer(target)
    writer.writerow(["id", "label"])
    for row in reader:
        response = client.chat.completions.create(
            model="gpt-5.4-mini",
            messages=[{"role": "user", "content": "Label: " + row["text"]}],
        )
        writer.writerow([row["id"], response.choices[0].message.content])

print(open("labelled.csv").read())
