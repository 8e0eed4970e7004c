"""Works out the golden table from the published prices alone, in exact decimals, without any code of Tierlint.

python3 golden_table.py prices.json > golden.json

prices.json holds OpenAI's tables as they were read (list prices per million tokens, cache writes, long context). A row of the table is so
many equal requests of one model on one tier; its cost is rounded to the cent once, at the end, half a cent up.
"""
import json
import sys
from decimal import ROUND_HALF_UP, Decimal

facts = json.load(open(sys.argv[1]), parse_float=Decimal, parse_int=Decimal)
MILLION = Decimal(1_000_000)
REGIONAL = facts["modifiers"]["regional_processing_multiplier"]["value"]
# Where a tier prints no price of cache writes of its own.
WRITE = facts["modifiers"]["cache_write_multiplier_of_input"]["value"]
WINDOWS = facts["modifiers"]["background_windows"]

# requests, input, cached, cache writes, output per request; regional
SHAPES = [
    (1, 1000, 0, 0, 500, False),
    (1000, 1200, 0, 0, 350, False),
    (2500, 6400, 5120, 0, 731, False),
    (333, 9999, 0, 9999, 1234, False),
    (7, 271_999, 100_000, 0, 4096, False),
    (7, 272_000, 0, 0, 4096, False),
    (7, 272_001, 0, 0, 4096, False),
    (11, 400_000, 123_456, 0, 8000, False),
    (5, 500_000, 0, 250_000, 1, False),
    (1000, 3000, 2048, 0, 150, True),
    (20_000, 17, 0, 0, 0, False),
    (100, 0, 0, 0, 100_000, False),
]


def price(model, tier, long):
    table = model["long_context"] if long else model
    if tier in ("2h", "8h"):
        base, factor = table["standard"], WINDOWS[tier]
        return {key: None if value is None else value * factor for key, value in base.items()}
    return table[tier]


def cost(model, tier, shape):
    requests, given, cached, written, output, regional = map(Decimal, shape)
    long = bool(model["long_context"]) and given > model["long_context"]["threshold_input_tokens"]
    row = price(model, tier, long)
    if row is None:
        return None
    read = row["cached_input"] if row["cached_input"] is not None else row["input"]
    write = row.get("cache_write") or row["input"] * (WRITE if model["standard"].get("cache_write") else 1)
    one = (given - cached - written) * row["input"] + cached * read + written * write + output * (row["output"] or 0)
    if regional and is_regional(model["id"]):
        one *= REGIONAL
    return (requests * one / MILLION).quantize(Decimal("0.01"), ROUND_HALF_UP)


def is_regional(name):
    """Released on or after 2026-03-05: gpt-5.4 of that day and everything after it."""
    return name.startswith(("gpt-5.4", "gpt-5.5", "gpt-5.6", "gpt-6"))


rows = []
turn = 0
for model in facts["models"]:
    tiers = ["standard", "priority", "flex", "batch"] + (["2h", "8h"] if model["background_windows_supported"] else [])
    if model["standard"] is None or model["kind"] == "moderation":
        continue
    for tier in tiers:
        if tier in ("priority", "flex", "batch") and not model[tier]:
            continue
        # Every tier meets another shape, and every fifth row both sides of the long-context step.
        shapes = [SHAPES[turn % len(SHAPES)], SHAPES[(turn * 7 + 3) % len(SHAPES)]]
        turn += 1
        for shape in shapes:
            if "cyber" in model["id"] and shape[5]:
                continue
            dollars = cost(model, tier, shape)
            requests, given, cached, written, output, regional = shape
            rows.append([model["id"], tier, requests, given, cached, written, output, regional, None if dollars is None else str(dollars)])

print('{\n"columns": ["model", "tier", "requests", "input", "cached", "cacheWrites", "output", "regional", "dollars"],\n"rows": [')
print(",\n".join(json.dumps(row) for row in rows))
print("]\n}")
