#!/usr/bin/env bash
# Expected: dateparser, which says that it is made of CLDR's data for 200 languages, reads the dates
#   that ICU writes from the same data, when it is told the language; or it gives None.
# Instead: Thai "2 มี.ค. 2026" (2 March, medium form) and Punjabi "3 ਜੂਨ 2026" (3 June) are read as
#   January, without a doubt. Others that ICU writes are not read at all: the long dates of Armenian
#   (because of "թ.", the sign for "year"), Lithuanian and Latvian.
# Version: dateparser 1.5.0 (PyPI); the dates are ICU's, by Node's Intl, and are made here.
# For a newsroom: scrapers and importers that lean on it (htmldate does) file March under January.
#   Hand the machine's date (`datetime`, JSON-LD) to it, never the words; check that a date read from
#   words, written out again, gives the same words.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install dateparser==1.5.0

cat >write.mjs <<'E'
const asked = [["th", "2026-03-02", "medium"], ["pa", "2026-06-03", "long"], ["hy", "2026-11-28", "long"],
  ["lt", "2026-11-28", "long"], ["lv", "2026-11-28", "long"], ["ru", "2026-11-28", "long"], ["ka", "2026-11-28", "long"]];
console.log(JSON.stringify(asked.map(([language, day, dateStyle]) => [language, day,
  new Intl.DateTimeFormat(language, { dateStyle, timeZone: "UTC", calendar: "gregory", numberingSystem: "latn" }).format(new Date(day))])));
E
dates=$(node write.mjs) v/bin/python -W ignore - <<'E'
import dateparser, json, os, sys
seen = {}
for language, day, words in json.loads(os.environ["dates"]):
    read = dateparser.parse(words, languages=[language])
    seen[language] = read and str(read.date())
    print(f"{language}: {words!r:32} is {day}, read as {seen[language]}")
print("dateparser", dateparser.__version__)
sys.exit(seen != {"th": "2026-01-02", "pa": "2026-01-03", "hy": None, "lt": None, "lv": None, "ru": "2026-11-28", "ka": "2026-11-28"})
E
