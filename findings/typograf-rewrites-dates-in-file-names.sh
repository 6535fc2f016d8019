#!/usr/bin/env bash
# Expected: with the locale "ru" typograf sets quotes, dashes and spaces; a date in ISO 8601, the form
#   for machines, stays, at least in names of files and in Markdown's addresses.
# Instead: the rule ru/date/fromISO, on by default, makes 28.11.2026 of every 2026-11-28 outside tags
#   and of addresses with a scheme: of a picture's file name, of a site-relative link, of a number
#   that looks like a date ("№ 2026-11-12", which is not one) and of "2026-02-30", which is no day.
# Version: typograf 7.8.0 (npm).
# For a newsroom: run over Markdown, it breaks the addresses of stories and pictures that begin with
#   their date, as most do, silently; run over HTML it is safe in attributes only. Switch the rule off.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts typograf@7.8.0 >/dev/null

cat >run.mjs <<'E'
import Typograf from "typograf";
const texts = {
  "![](2026-11-28.jpg)": "![](28.11.2026.jpg)",
  "[о переговорах](/ru/2026-11-28-talks/)": "[о переговорах](/ru/28.11.2026-talks/)",
  "файл otchet-2026-11-28.pdf": "файл otchet-28.11.2026.pdf",
  "номер 2026-02-30": "номер 30.02.2026",
  "https://news.example/2026-11-28/talks": "https://news.example/2026-11-28/talks",
};
const typograf = new Typograf({ locale: ["ru", "en-US"] }), plain = (s) => s.replaceAll("\u00a0", " ");
let same = true;
for (const [text, expected] of Object.entries(texts)) {
  const made = plain(typograf.execute(text));
  console.log(`${text}  ->  ${made}`);
  same &&= made === expected;
}
typograf.disableRule("ru/date/fromISO");
const off = plain(typograf.execute("![](2026-11-28.jpg)"));
console.log("with the rule off:", off);
process.exit(same && off === "![](2026-11-28.jpg)" ? 0 : 1);
E
node run.mjs
