#!/usr/bin/env bash
# Expected: a library that writes numbers in words gives two numbers two texts. n2words promises
#   "arbitrarily large numbers without precision loss".
# Instead: n2words writes 1 and a million millions alike in Amharic, 2 and two million millions in Hausa,
#   and as ordinals 200 and 900 in Romanian, 20 and 21 in Hebrew, a million and a thousand million in
#   Greek; in Spanish it writes "undefined" into the word. num2words writes 10,000 and 11,000 alike in
#   Azerbaijani, one and two million millions in Romanian, the 70th and the 80th in Belarusian.
# Versions: n2words 4.0.0 (npm), num2words 0.5.14 (PyPI). In German and French none of it was seen.
# For a newsroom: a briefing that is read aloud says another figure than the written one. Let a test go
#   through all numbers that occur and look for a text that comes twice.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install num2words==0.5.14
npm install --silent --no-audit --no-fund --ignore-scripts n2words@4.0.0 >/dev/null

cat >run.mjs <<'E'
const cases = [  // language, function, two numbers, whether they are told apart
  ["am-ET", "toCardinal", 1n, 10n ** 12n, false], ["ha-NG", "toCardinal", 2n, 2n * 10n ** 12n, false],
  ["ro-RO", "toOrdinal", 200n, 900n, false], ["he-IL", "toOrdinal", 20n, 21n, false],
  ["el-GR", "toOrdinal", 10n ** 6n, 10n ** 9n, false], ["es-ES", "toOrdinal", 10n ** 9n, 10n ** 10n, false],
  ["de-DE", "toCardinal", 1n, 10n ** 12n, true], ["fr-FR", "toOrdinal", 200n, 900n, true],
];
let isAsStated = true;
for (const [language, name, one, other, isTold] of cases) {
  const made = (await import(`n2words/${language}`))[name], write = (number) => made(number).trim();
  console.log(`n2words ${language} ${name} ${one}: ${write(one)}, ${other}: ${write(other)}`);
  isAsStated &&= (write(one) !== write(other)) === isTold && write(one).includes("undefined") === (language === "es-ES");
}
process.exit(isAsStated ? 0 : 1);
E
node run.mjs
v/bin/python - <<'E'
import sys
from num2words import num2words
seen = []
for lang, to, one, other in (("az", "cardinal", 10_000, 11_000), ("ro", "cardinal", 10**12, 2 * 10**12),
                             ("be", "ordinal", 70, 80), ("de", "cardinal", 10_000, 11_000)):
    texts = [num2words(number, lang=lang, to=to) for number in (one, other)]
    print(f"num2words {lang} {to} {one}: {texts[0]}, {other}: {texts[1]}")
    seen.append(texts[0] == texts[1])
sys.exit(seen != [True, True, True, False])
E
