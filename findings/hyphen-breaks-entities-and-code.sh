#!/usr/bin/env bash
# Expected: `hyphenateHTML` of the package `hyphen`, whose README says that HTML tags are skipped,
#   puts soft hyphens into words that are read: not into character references, addresses, <code> or
#   <script>, as browsers do with `hyphens: auto`.
# Instead: only what stands between < and > is skipped. "&hellip;" becomes "&hel&shy;lip;" and is
#   shown as these letters; so are &thinsp; and &rarr;'s longer kin. Addresses in the text, code
#   samples and scripts are cut as well.
# Version: hyphen 1.14.1 (npm), patterns "en" and "ru".
# For a newsroom: a thin space or an ellipsis that an editor's program wrote as a reference shows its
#   name in the middle of a sentence, and an address copied from the page does not open. Decode
#   references first; take text nodes of a parser, without code, pre, script and style.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts hyphen@1.14.1 >/dev/null

cat >run.mjs <<'E'
import en from "hyphen/en/index.js";
import ru from "hyphen/ru/index.js";
const cases = [
  [en, "Wait&hellip; 10&thinsp;000", "Wait&hel|lip; 10&thin|sp;000"],
  [en, '<a href="https://news.example/information">information</a>', '<a href="https://news.example/information">in|for|ma|tion</a>'],
  [en, "https://news.example/information", "https://news.ex|am|ple/in|for|ma|tion"],
  [en, "<script>let information = 1</script>", "<script>let in|for|ma|tion = 1</script>"],
  [ru, "<code>государственное</code>", "<code>го|су|дар|ствен|ное</code>"],
];
let same = true;
for (const [language, html, expected] of cases) {
  const made = language.hyphenateHTMLSync(html, { hyphenChar: "|" });
  console.log(`${html}  ->  ${made}`);
  same &&= made === expected;
}
process.exit(same ? 0 : 1);
E
node run.mjs
