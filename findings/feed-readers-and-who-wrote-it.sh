#!/usr/bin/env bash
# Expected: the authors of an entry are those named in it, each with the address given in his own <author>; else those
#   of its <source>, else the feed's (RFC 4287, 4.2.1). RSS's <author> is an address with the name in brackets behind it,
#   and a top-level domain may have up to 63 letters (RFC 1035, 2.3.4; .press, .media, .news and .agency are sold).
# Instead: feedparser in Python ends any address after four letters of the last label: the rest of it becomes part of the
#   name, "s (Ani Hakobyan". In Atom it gives an author without address that of the one before him, cut too.
#   feedparser in JavaScript names the feed's author for an entry that has two of its own. It and
#   @rowanmanning/feed-parser sign what was taken from another paper's feed with the desk's name.
# Versions: feedparser 6.0.14 (PyPI); feedparser 2.6.0, @rowanmanning/feed-parser 2.1.5 (npm).
# For a newsroom: wire stories are credited to people who did not write them, mail for one reporter goes to another or to
#   another domain. Take Atom's authors from the XML, and of RSS rather dc:creator than author.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install feedparser==6.0.14
npm install --silent --no-audit --no-fund --ignore-scripts feedparser@2.6.0 @rowanmanning/feed-parser@2.1.5 >/dev/null

cat >a.rss <<'E'
<rss version="2.0"><channel><title>News</title><link>https://news.example/</link><description>News</description>
<item><title>One</title><author>ani@daily.press (Ani Hakobyan)</author></item>
<item><title>Two</title><author>ani@daily.am (Ani Hakobyan)</author></item></channel></rss>
E
cat >a.atom <<'E'
<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><id>urn:x:0</id><updated>2026-11-28T10:00:00Z</updated><author><name>Desk</name></author>
<entry><title>Own</title><id>urn:x:1</id><updated>2026-11-28T10:00:00Z</updated><author><name>Ani</name><email>ani@daily.media</email></author><author><name>Bob</name></author></entry>
<entry><title>Taken</title><id>urn:x:2</id><updated>2026-11-28T10:00:00Z</updated><source><id>urn:y:0</id><title>Other</title><updated>2026-11-28T10:00:00Z</updated><author><name>Cem of Other</name></author></source></entry></feed>
E
cat >run.py <<'E'
import feedparser
for name in ("a.rss", "a.atom"):
    for e in feedparser.parse(open(name, "rb").read()).entries: print("Python feedparser:", e.title, e.get("authors"), e.get("author"))
E
cat >run.mjs <<'E'
import { createReadStream, readFileSync } from "node:fs"; import FeedParser from "feedparser"; import { parseFeed } from "@rowanmanning/feed-parser";
for await (const e of createReadStream("a.atom").pipe(new FeedParser())) console.log("npm feedparser:", e.title, e.author);
for (const e of parseFeed(readFileSync("a.atom", "utf8")).items) console.log("@rowanmanning/feed-parser:", e.title, e.authors.map((one) => one.name).join());
E
{ v/bin/python run.py; node run.mjs; } | tee seen
diff seen - <<'E'
Python feedparser: One [{'name': 's (Ani Hakobyan', 'email': 'ani@daily.pres'}] ani@daily.press (Ani Hakobyan)
Python feedparser: Two [{'name': 'Ani Hakobyan', 'email': 'ani@daily.am'}] ani@daily.am (Ani Hakobyan)
Python feedparser: Own [{'name': 'Ani', 'email': 'ani@daily.media'}, {'name': 'Bob', 'email': 'ani@daily.medi'}] Bob (ani@daily.medi)
Python feedparser: Taken None None
npm feedparser: Own Desk
npm feedparser: Taken Desk
@rowanmanning/feed-parser: Own Ani,Bob
@rowanmanning/feed-parser: Taken Desk
E
