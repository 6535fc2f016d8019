#!/usr/bin/env bash
# Expected: jsonfeed-to-rss turns a JSON Feed into RSS 2.0. date_published is optional in JSON Feed (version 1, "Items"), and so is
#   pubDate in RSS, where it is a date by RFC 822; what has no date is to be without one. The feed's own pubDate is meant to be that of
#   the newest item. Times in JSON Feed have their offsets (RFC 3339), so 20:30Z is later than 23:00+04:00.
# Instead: an item without a date gets <pubDate>Invalid Date</pubDate>. A feed without any date has that of this minute,
#   another with each build. The newest item is found by comparing the texts: 23:00+04:00 is taken for later than 20:30Z, and the
#   feed is dated before its newest story. A feed of version 1.1, which is of August 2020, is refused with "version 1 required".
# Versions: jsonfeed-to-rss 3.0.8 (npm), feedparser 6.0.14 (PyPI) to read.
# For a newsroom: pages without a date (who we are, how we check) make the feed invalid, and readers put them on top, at the bottom or
#   nowhere; a reader that asks the feed's date first misses the story that came last. Give each item a date, in UTC.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install --disable-pip-version-check feedparser==6.0.14
npm install --silent --no-audit --no-fund --ignore-scripts jsonfeed-to-rss@3.0.8 >/dev/null

cat >run.cjs <<'E'
const fs = require("fs"), toRss = require("jsonfeed-to-rss");
const feed = {
  version: "https://jsonfeed.org/version/1.1", title: "News", home_page_url: "https://news.example/", feed_url: "https://news.example/feed.json",
  items: [
    { id: "1", url: "https://news.example/about/", title: "About", content_html: "<p>We are…</p>" },
    { id: "2", url: "https://news.example/vote/", title: "Vote", content_html: "<p>They…</p>", date_published: "2026-11-28T10:00:00+04:00" },
    { id: "3", url: "https://news.example/late/", title: "Late", content_html: "<p>At…</p>", date_published: "2026-11-28T23:00:00+04:00" },
    { id: "4", url: "https://news.example/last/", title: "Last", content_html: "<p>At…</p>", date_published: "2026-11-28T20:30:00Z" },
  ],
};
let refused = "";
try { toRss(feed); } catch (error) { refused = error.message; }
console.log("1.1:", refused);
feed.version = "https://jsonfeed.org/version/1";
fs.writeFileSync("both.xml", toRss(feed));
feed.items.length = 1;
fs.writeFileSync("bare.xml", toRss(feed));
process.exit(refused.includes("version 1 required") ? 0 : 1);
E
node run.cjs
v/bin/python - <<'E'
import datetime, sys, feedparser
both, bare = (feedparser.parse(open(name, "rb").read()) for name in ("both.xml", "bare.xml"))
for entry in both.entries: print(entry.title, "|", entry.get("published"), "|", entry.get("published_parsed") and tuple(entry.published_parsed[:5]))
print("the feed is of", both.feed.published, "| without dates it is of", bare.feed.published)
age = datetime.datetime.now(datetime.timezone.utc) - datetime.datetime(*bare.feed.published_parsed[:6], tzinfo=datetime.timezone.utc)
about, vote, late, last = both.entries
sys.exit(0 if about.published == "Invalid Date" and about.get("published_parsed") is None and both.feed.published == late.published == "Sat, 28 Nov 2026 19:00:00 GMT"
    and last.published == "Sat, 28 Nov 2026 20:30:00 GMT" and abs(age.total_seconds()) < 3600 else 1)
E
