#!/usr/bin/env bash
# Expected: the package `feed` writes valid Atom from the section names that its README passes as
#   `category: [{name}]`. RFC 4287, 4.2.2.2: a category MUST have the attribute "term".
# Instead: the name goes to "label" and "term" is left out. In RSS the same name is right. feedparser
#   then gives None for the term, which is what readers and importers look at.
# Versions: feed 6.0.0 (npm), feedparser 6.0.14 (PyPI).
# For a newsroom: sections are missing in every reader that filters by them, validators report an
#   error, and only for Atom: who checks the RSS sees nothing. Importers of Atom should fall back
#   to "label".
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install feedparser==6.0.14
npm install --silent --no-audit --no-fund --ignore-scripts feed@6.0.0 >/dev/null

cat >run.mjs <<'E'
import { Feed } from "feed"; import fs from "fs";
const feed = new Feed({ title: "News", id: "https://news.example/", link: "https://news.example/", updated: new Date(0), copyright: "" });
feed.addItem({ title: "Talks", id: "https://news.example/talks/", link: "https://news.example/talks/", date: new Date(0), category: [{ name: "Politics" }] });
fs.writeFileSync("atom.xml", feed.atom1()); fs.writeFileSync("rss.xml", feed.rss2());
E
node run.mjs
grep -h -o '<category[^>]*>[^<]*' atom.xml rss.xml
v/bin/python - <<'E'
import feedparser, sys
terms = {f: [t.get("term") for t in feedparser.parse(f).entries[0].tags] for f in ("atom.xml", "rss.xml")}
print("feedparser", feedparser.__version__, "reads:", terms)
sys.exit(terms != {"atom.xml": [None], "rss.xml": ["Politics"]} or 'term=' in open("atom.xml").read())
E
