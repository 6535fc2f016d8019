#!/usr/bin/env bash
# Expected: the tokenizer `default` of tantivy "removes tokens that are longer than 40 chars" (its documentation, module
#   `tokenizer`): a guard against base64 and the like, which no word of a news text meets. The words it drops here have 15 to 22 letters.
# Instead: bytes in UTF-8 are counted, and 40 are too many already. That leaves words of up to 39 letters in English, 19 in
#   Armenian, Greek and Russian, 13 in Georgian. "For Georgia" and "for the president" in Georgian, "of democracies"
#   in Armenian and "sights" in Russian are neither indexed nor found; where one of them is asked for with another word,
#   by "+", it counts for nothing. `en_stem` does the same. With an analyzer without the limit all are found.
# Version: tantivy 0.27.0 (PyPI, which carries the engine in Rust).
# For a newsroom: who looks for sights finds them in the German edition and not in the Russian one, and a test with short
#   words passes. Register an analyzer without that filter, or with a limit of some hundreds of bytes.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install --disable-pip-version-check tantivy==0.27.0

cat >run.py <<'E'
import tantivy
words = {"Georgian": ["საქართველო", "საქართველოსთვის", "პრეზიდენტისთვის"], "Armenian": ["ժողովրդավարության", "ժողովրդավարությունների"],
         "Russian": ["достопримечательность", "достопримечательностей"], "German": ["Sehenswürdigkeiten", "Bundesausbildungsförderungsgesetz"]}
def index(tokenizer):
    schema = tantivy.SchemaBuilder().add_text_field("text", stored=True, tokenizer_name=tokenizer).build()
    made = tantivy.Index(schema)
    made.register_tokenizer("unlimited", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase()).build())
    writer = made.writer()
    for of_one in words.values():
        for word in of_one: writer.add_document(tantivy.Document(text=f"a {word} b"))
    writer.commit(); made.reload(); return made
indexes = {name: index(name) for name in ("default", "en_stem", "unlimited")}
found = lambda name, query: indexes[name].searcher().search(indexes[name].parse_query(query, ["text"]), 50).count
for language, of_one in words.items():
    for word in of_one:
        print(f"{language} {word}: {len(word)} letters, {len(word.encode())} bytes, found by", [name for name in indexes if found(name, word)])
# All nine have an "a": of the two words that must both be there, one is not asked for.
print("both of two words:", {name: found(name, "+a +საქართველოსთვის") for name in indexes})
E
v/bin/python run.py | tee seen
diff seen - <<'E'
Georgian საქართველო: 10 letters, 30 bytes, found by ['default', 'en_stem', 'unlimited']
Georgian საქართველოსთვის: 15 letters, 45 bytes, found by ['unlimited']
Georgian პრეზიდენტისთვის: 15 letters, 45 bytes, found by ['unlimited']
Armenian ժողովրդավարության: 17 letters, 34 bytes, found by ['default', 'en_stem', 'unlimited']
Armenian ժողովրդավարությունների: 22 letters, 44 bytes, found by ['unlimited']
Russian достопримечательность: 21 letters, 42 bytes, found by ['unlimited']
Russian достопримечательностей: 22 letters, 44 bytes, found by ['unlimited']
German Sehenswürdigkeiten: 18 letters, 19 bytes, found by ['default', 'en_stem', 'unlimited']
German Bundesausbildungsförderungsgesetz: 33 letters, 34 bytes, found by ['default', 'en_stem', 'unlimited']
both of two words: {'default': 9, 'en_stem': 9, 'unlimited': 1}
E
