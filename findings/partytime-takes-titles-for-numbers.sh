#!/usr/bin/env bash
# Expected: the title and the guid of an episode are text, whatever they are made of. RSS 2.0 has no
#   rules for how a guid is written, and says that aggregators must view it as a string.
# Instead: podcast-partytime, which comes from Podcast Index's aggregator, takes what looks like a number
#   for one. An episode called 1915 has no title; without a description it is skipped, with the warning
#   that it has neither. The show "007" is called "7". Of the guids 2026.1 and 2026.10 both are
#   "2026.1", of 0012 and 12 both are "12". CDATA does not help. podparse keeps them all.
# Versions: podcast-partytime 5.0.0, beside podparse 1.6.0 (npm).
# For a newsroom: the anniversary's episode is not in the app, and the tenth of the year counts as the
#   first, which was heard already. Write guids that cannot be counted with ("issue-2026-10"), put a word
#   into each title, and give each episode a description.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts podcast-partytime@5.0.0 podparse@1.6.0 >/dev/null

cat >run.cjs <<'E2'
const { parseFeed } = require("podcast-partytime");
const podparse = require("podparse").default ?? require("podparse");
const item = ([title, description, guid]) => `<item><title>${title}</title>
${description ? `<description>${description}</description>` : ""}<guid isPermaLink="false">${guid}</guid>
<pubDate>Sat, 28 Nov 2026 00:30:00 +0400</pubDate>
<enclosure url="https://news.example/${guid}.mp3" length="12" type="audio/mpeg"/></item>`;
const episodes = [["1915", "", "a"], ["1915", "A year", "b"], ["<![CDATA[1915]]>", "A year", "c"], ["1915: a year", "", "d"],
  ["First", "x", "2026.1"], ["Tenth", "x", "2026.10"], ["Old", "x", "0012"], ["New", "x", "12"]];
const xml = `<?xml version="1.0"?><rss version="2.0"><channel><title>007</title><link>https://news.example/</link>
<description>About spies</description>${episodes.map(item).join("")}</channel></rss>`;
const show = (name, title, list) => {
  console.log(`${name}: show ${title}`);
  for (const [, , guid] of episodes) {
    const found = list.filter((e) => e.enclosure.url.endsWith(`/${guid}.mp3`));
    console.log(`  ${guid}: ${found.length ? `${found[0].title}, guid ${found[0].guid}` : "not there"}`);
  }
};
const read = parseFeed(xml), other = podparse(xml);
show("podcast-partytime", read.title, read.items);
show("podparse", other.meta.title, other.episodes);
E2
PARTYTIME_LOG=silent node run.cjs | tee seen
diff seen - <<'E2'
podcast-partytime: show 7
  a: not there
  b: undefined, guid b
  c: undefined, guid c
  d: 1915: a year, guid d
  2026.1: First, guid 2026.1
  2026.10: Tenth, guid 2026.1
  0012: Old, guid 12
  12: New, guid 12
podparse: show 007
  a: 1915, guid a
  b: 1915, guid b
  c: 1915, guid c
  d: 1915: a year, guid d
  2026.1: First, guid 2026.1
  2026.10: Tenth, guid 2026.10
  0012: Old, guid 0012
  12: New, guid 12
E2
