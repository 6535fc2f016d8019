#!/usr/bin/env bash
# Expected: the `link` of an entry in Atom is the one that says rel="alternate", or has no rel (RFC 4287,
#   4.2.7.2), its `published` is <published> (4.2.9), and XHTML is content as HTML is (3.1.1.3). The guid
#   of RSS is a string, to be compared and not to be calculated with. feedparser reads all of it so.
# Instead: @extractus/feed-extractor takes the first link, be it a recording, the comments or the feed
#   itself; <updated> wins over <published>; of XHTML nothing is left. A guid or a title that looks like
#   a number is made one: "2026.10" and "2026.1" are one id, "007" is "7", "1e3" is "1000".
# Versions: @extractus/feed-extractor 8.0.3 (npm), feedparser 6.0.14 (PyPI) beside it.
# For a newsroom: in an aggregator or an archive, a story with a podcast leads to the .mp3, a corrected
#   one counts as new, and the tenth issue of a year is taken for the first, which is there already.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install feedparser==6.0.14
npm install --silent --no-audit --no-fund --ignore-scripts @extractus/feed-extractor@8.0.3 >/dev/null

cat >atom.xml <<'E'
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>tag:news.example,2026:feed</id><title>News</title><updated>2026-11-28T10:00:00Z</updated><author><name>News</name></author>
  <link rel="self" href="https://news.example/feed.xml"/><link rel="alternate" href="https://news.example/"/>
  <entry>
    <id>tag:news.example,2026:a</id><title>A</title>
    <link rel="enclosure" href="https://news.example/a.mp3"/><link rel="alternate" href="https://news.example/a/"/>
    <published>2026-11-20T10:00:00Z</published><updated>2026-11-28T10:00:00Z</updated>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The council <b>met</b>.</p></div></content>
  </entry>
</feed>
E
{
  echo '<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><link>https://news.example/</link><description>d</description>'
  for guid in 2026.1 2026.10 007 1e3; do
    echo "<item><title>$guid</title><link>https://news.example/i/$guid</link><guid isPermaLink=\"false\">$guid</guid></item>"
  done
  echo '</channel></rss>'
} >rss.xml
cat >run.mjs <<'E'
import { readFileSync } from "node:fs";
import { extractFromXml } from "@extractus/feed-extractor";
const atom = extractFromXml(readFileSync("atom.xml", "utf8"));
const [entry] = atom.entries;
const { entries } = extractFromXml(readFileSync("rss.xml", "utf8"));
console.log(`feed-extractor: feed ${atom.link}, entry ${entry.link}, published ${entry.published.slice(0, 10)}, text "${entry.description}"`);
console.log(`feed-extractor: ids ${entries.map(({ id }) => id).join(" ")}, titles ${entries.map(({ title }) => title).join(" ")}`);
E
cat >run.py <<'E'
import re
import feedparser
atom, rss = feedparser.parse("atom.xml"), feedparser.parse("rss.xml")
entry = atom.entries[0]
text = re.sub("<[^>]*>", "", entry.content[0].value).strip()
print(f'feedparser: feed {atom.feed.link}, entry {entry.link}, published {entry.published[:10]}, text "{text}"')
print("feedparser: ids", *[entry.id for entry in rss.entries], end=", titles ")
print(*[entry.title for entry in rss.entries])
E
{ node run.mjs; v/bin/python run.py; } | tee seen
diff seen - <<'E'
feed-extractor: feed https://news.example/feed.xml, entry https://news.example/a.mp3, published 2026-11-28, text ""
feed-extractor: ids 2026.1 2026.1 7 1000, titles 2026.1 2026.1 7 1000
feedparser: feed https://news.example/, entry https://news.example/a/, published 2026-11-20, text "The council met."
feedparser: ids 2026.1 2026.10 007 1e3, titles 2026.1 2026.10 007 1e3
E
