#!/usr/bin/env bash
# Expected: a correction marked up as <aside> within the <article> is part of the story for a reader
#   view: the HTML standard (4.3.5) gives aside to content that is set apart, not to content that
#   may be left out, and a correction is what a reader must not miss.
# Instead: Readability (Firefox's reader view), Defuddle (web clippers) and trafilatura (corpora and
#   archives) all drop every <aside>, with its text, whatever its class. <p> and <div role="note">
#   with a label are kept by all three.
# Versions: @mozilla/readability 0.6.0, defuddle 0.19.4, jsdom 29.1.1 (npm); trafilatura 2.3.1 (PyPI).
# For a newsroom: who saves the story, listens to it or has it summarised gets the error without its
#   correction. Put corrections into <div role="note" aria-label="…"> or paragraphs of the story.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install trafilatura==2.3.1 lxml_html_clean==0.4.6 2>pip.log
npm install --silent --no-audit --no-fund --ignore-scripts @mozilla/readability@0.6.0 defuddle@0.19.4 jsdom@29.1.1 >/dev/null

cat >run.mjs <<'E'
import { JSDOM } from "jsdom"; import { Readability } from "@mozilla/readability"; import { Defuddle } from "defuddle/node"; import fs from "fs";
const text = "The delegations met again in Yerevan today, the ministry said, and the talks are to go on in the same place tomorrow. ";
const forms = {
  aside: '<aside class="corrections"><h2>Correction</h2><p>We had named the wrong minister.</p></aside>',
  note: '<div class="corrections" role="note" aria-label="Correction"><p>We had named the wrong minister.</p></div>',
  paragraph: '<p class="correction">We had named the wrong minister.</p>',
};
const url = "https://news.example/talks/", pages = {}, seen = {};
for (const [name, form] of Object.entries(forms)) {
  pages[name] = `<!doctype html><html lang="en"><head><title>Talks go on</title></head><body><main><article><h1>Talks go on</h1>${form}${`<p>${text.repeat(4)}</p>`.repeat(3)}</article></main></body></html>`;
  const dom = () => new JSDOM(pages[name], { url });
  seen[name] = [new Readability(dom().window.document).parse().content, (await Defuddle(dom(), url)).content].map((html) => html.includes("wrong minister"));
}
fs.writeFileSync("pages.json", JSON.stringify(pages)); fs.writeFileSync("seen.json", JSON.stringify(seen));
E
node run.mjs
v/bin/python - <<'E'
import json, sys, trafilatura
seen = json.load(open("seen.json"))
for name, page in json.load(open("pages.json")).items():
    seen[name].append("wrong minister" in trafilatura.extract(page, output_format="html"))
    print(f"{name:10} kept by Readability, Defuddle, trafilatura: {seen[name]}")
sys.exit(seen != {"aside": [False] * 3, "note": [True] * 3, "paragraph": [True] * 3})
E
