#!/usr/bin/env bash
# Expected: й is a letter of its own in Russian, Ukrainian and Bulgarian; a search may fold ё and е, as
#   print does, but not й and и.
# Instead: FlexSearch (its default encoder) and Pagefind strip combining marks after decomposing, and
#   NFD takes й apart into и and a breve: "война" (war) finds "воина" (of a warrior) with the same
#   weight, "мой" (my) finds "мои". FlexSearch also cuts Hindi words at each vowel sign, so that दिल
#   (heart) finds दिल्ली (Delhi). MiniSearch does neither.
# Versions: flexsearch 0.8.212, minisearch 7.2.0 (npm). Pagefind 1.6.0 was seen to do the same for й.
# For a newsroom: a reader who looks for the war gets portraits of soldiers among the first. Strip
#   marks by script: in Latin and Greek, not from й, ї, or the signs of Indic scripts.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts flexsearch@0.8.212 minisearch@7.2.0 >/dev/null

cat >run.mjs <<'E'
import FlexSearch from "flexsearch"; import MiniSearch from "minisearch";
const stories = ["Долгая война", "Портрет воина", "Ёлка", "नई दिल्ली"];
const flex = new FlexSearch.Index(), mini = new MiniSearch({ fields: ["title"], storeFields: ["title"] });
stories.forEach((title, id) => { flex.add(id, title); mini.add({ id, title }); });
const expected = { война: [2, 1], елка: [1, 0], दिल: [1, 0] };
let same = true;
for (const [query, [inFlex, inMini]] of Object.entries(expected)) {
  const found = { flexsearch: flex.search(query).map((id) => stories[id]), minisearch: mini.search(query).map((r) => r.title) };
  console.log(query, JSON.stringify(found));
  same &&= found.flexsearch.length === inFlex && found.minisearch.length === inMini;
}
process.exit(same ? 0 : 1);
E
node run.mjs
