#!/usr/bin/env bash
# Expected: of `<time itemprop="datePublished">2026-11-28</time>` the value is its text, as it has no datetime attribute; with one,
#   it is that (HTML, 5.2.4 "Values", and 4.5.14: the datetime value). So <data> and <meter> have that of their `value`, a
#   link the whole address, <audio> its src, and everything else all of its text, with its spaces. What
#   itemref names belongs to the item (5.2.2).
# Instead: extruct, microdata and microdata-node give "" for a <time> without the attribute. web-auto-extractor gives the
#   words of one that has it ("Saturday"), takes the spaces out of a text, and leaves addresses as they stand and
#   audio empty. It and microdata take the words for <data> and <meter>, and forget what itemref names.
# Versions: extruct 0.18.0, microdata 0.8.0 (PyPI); microdata-node 2.0.0, web-auto-extractor 1.0.17 (npm).
# For a newsroom: in a search, an archive or a monitor of other papers stories have no date, although their pages are valid
#   and say it, or have a weekday for one; a price or a rating cannot be sorted. Write datetime always, and an
#   address in full; better, JSON-LD.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install --disable-pip-version-check extruct==0.18.0 microdata==0.8.0
npm install --silent --no-audit --no-fund --ignore-scripts microdata-node@2.0.0 web-auto-extractor@1.0.17 >/dev/null

cat >story.html <<'E'
<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Talks</title></head><body>
<article itemscope itemtype="https://schema.org/NewsArticle" itemref="section"><h1 itemprop="headline">Talks <b>resume</b> today</h1>
<time itemprop="datePublished">2026-11-28</time> <time itemprop="dateModified" datetime="2026-11-29">Sunday</time>
<data itemprop="wordCount" value="1200">twelve hundred</data> <a itemprop="url" href="/talks/">Link</a> <audio itemprop="audio" src="/talks.mp3"></audio>
</article><p id="section" itemprop="articleSection">Politics</p></body></html>
E
cat >run.py <<'E'
import extruct, microdata
page = open("story.html", encoding="utf-8").read()
def show(who, of): print(f"{who}:", "; ".join(f"{name}={of.get(name)!r}" for name in ("headline", "datePublished", "dateModified", "wordCount", "url", "audio", "articleSection")))
show("extruct", extruct.extract(page, base_url="https://news.example/talks/", syntaxes=["microdata"])["microdata"][0]["properties"])
show("microdata", {name: values[0] for name, values in microdata.get_items(page.encode())[0].json_dict()["properties"].items()})
E
cat >run.mjs <<'E'
import { readFileSync } from "node:fs"; import node from "microdata-node"; import extractor from "web-auto-extractor";
const page = readFileSync("story.html", "utf8");
const show = (who, of) => console.log(`${who}:`, ["headline", "datePublished", "dateModified", "wordCount", "url", "audio", "articleSection"].map((name) => `${name}=${of[name] === undefined ? "None" : `'${of[name]}'`}`).join("; "));
show("microdata-node", Object.fromEntries(Object.entries(node.toJson(page, { base: "https://news.example/talks/" }).items[0].properties).map(([name, values]) => [name, values[0]])));
show("web-auto-extractor", extractor.default().parse(page).microdata.NewsArticle[0]);
E
{ v/bin/python run.py; node run.mjs; } | tee seen
diff seen - <<'E'
extruct: headline='Talks resume today'; datePublished=''; dateModified='2026-11-29'; wordCount='1200'; url='https://news.example/talks/'; audio='https://news.example/talks.mp3'; articleSection='Politics'
microdata: headline='Talks resume today'; datePublished=''; dateModified='2026-11-29'; wordCount='twelve hundred'; url='/talks/'; audio='/talks.mp3'; articleSection=None
microdata-node: headline='Talks resume today'; datePublished=''; dateModified='2026-11-29'; wordCount='1200'; url='https://news.example/talks/'; audio='https://news.example/talks.mp3'; articleSection='Politics'
web-auto-extractor: headline='Talksresumetoday'; datePublished='2026-11-28'; dateModified='Sunday'; wordCount='twelve hundred'; url='/talks/'; audio=''; articleSection=None
E
