#!/usr/bin/env bash
# Expected: in WordPress's export (WXR) a post has wp:status and wp:post_password. A converter that
#   leaves out drafts and trash leaves out, or marks, what else was not for everybody.
# Instead: wordpress-export-to-markdown leaves out just these two. Posts that are private, pending, for
#   next century (future) or behind a password come out like published ones, with no status in the
#   front matter and no word in the README; and since a pending post has no slug yet, the second one
#   overwrites the first, in the index.md of the whole folder.
# Version: wordpress-export-to-markdown 2.2.2 (npm's newest).
# For a newsroom: the new site shows embargoed and internal stories. Remove all items but those with
#   "publish" and an empty password from the export first, and count the files afterwards.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts wordpress-export-to-markdown@2.2.2 >/dev/null

item() {  # number, status, slug, password, year
  cat <<E
<item><title>Story $1 ($2)</title><link>https://news.example/?p=$1</link><pubDate>Tue, 02 Jan $5 10:00:00 +0000</pubDate>
<guid isPermaLink="false">https://news.example/?p=$1</guid><content:encoded><![CDATA[<p>Text $1</p>]]></content:encoded>
<excerpt:encoded></excerpt:encoded><wp:post_id>$1</wp:post_id><wp:post_name>$3</wp:post_name><wp:status>$2</wp:status>
<wp:post_type>post</wp:post_type><wp:post_password>$4</wp:post_password></item>
E
}
{
  echo '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>News</title>'
  item 1 publish open "" 2024; item 2 publish locked word 2024; item 3 private staff "" 2024; item 4 future embargo "" 2099
  item 5 draft "" "" 2024; item 6 trash gone__trashed "" 2024; item 7 pending "" "" 2024; item 8 pending "" "" 2024
  echo '</channel></rss>'
} >export.xml
node node_modules/wordpress-export-to-markdown/index.js --wizard=false --save-attached-images=false --save-scraped-images=false >log
(cd output && grep -r '^title' . | sort) | tee seen
grep -rliE 'status|draft|password|private' output --include=index.md | xargs -r grep -hE '^(status|draft|password|private):' && exit 1
diff seen - <<'E'
./embargo/index.md:title: "Story 4 (future)"
./index.md:title: "Story 8 (pending)"
./locked/index.md:title: "Story 2 (publish)"
./open/index.md:title: "Story 1 (publish)"
./staff/index.md:title: "Story 3 (private)"
E
