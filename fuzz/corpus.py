"""Packs the inputs of a target for tests/it/fuzz/corpus/, one in a line, and unpacks them
for libFuzzer, which wants a file for each.

    python3 fuzz/corpus.py pack FOLDER FILE.jsonl
    python3 fuzz/corpus.py unpack FILE.jsonl FOLDER

A line is a JSON string, whose characters U+0000 to U+00FF stand for bytes."""

import hashlib
import json
import pathlib
import sys

verb, start, end = sys.argv[1], *map(pathlib.Path, sys.argv[2:])
if verb == "pack":
    inputs = sorted({file.read_bytes() for file in start.iterdir()}, key=lambda text: (len(text), text))
    if not inputs:
        sys.exit(f"{start} has no inputs")
    lines = [json.dumps(text.decode("latin-1")) + "\n" for text in inputs]
    end.write_text("".join(lines), encoding="ascii")
elif verb == "unpack":
    end.mkdir(parents=True, exist_ok=True)
    for line in start.read_text(encoding="ascii").splitlines() if start.exists() else []:
        text = json.loads(line).encode("latin-1")
        (end / hashlib.sha1(text).hexdigest()).write_bytes(text)
else:
    sys.exit(__doc__)
