#!/usr/bin/env bash
# Expected: a converter from HTML to Markdown escapes what Markdown would read otherwise; turndown
#   has a list of escapes for this, and CommonMark 0.31.2 (section 2.4) lets `\!` be written.
# Instead: text that ends in "!" right before a link becomes `![words](address)`, an image: the
#   words turn into its alt text and the address into a picture that does not load. turndown,
#   markdownify and html2text all do it; remark (rehype-remark) writes `\!`.
# Versions: turndown 7.2.5, micromark 4.0.3, rehype-parse 9.0.1, rehype-remark 10.0.1,
#   remark-stringify 11.0.0, unified 11.0.5 (npm); markdownify 1.2.3, html2text 2025.4.15 (PyPI).
# For a newsroom: in imported stories ("Watch live!<a …>") links go missing and broken pictures
#   appear; a count of words stays the same, so compare links and pictures too.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install markdownify==1.2.3 html2text==2025.4.15
npm install --silent --no-audit --no-fund --ignore-scripts turndown@7.2.5 micromark@4.0.3 rehype-parse@9.0.1 rehype-remark@10.0.1 remark-stringify@11.0.0 unified@11.0.5 >/dev/null

v/bin/python - <<'E'
import html2text, json, markdownify
html = '<p>Live now!<a href="https://news.example/live/">Watch</a></p>'
json.dump({"markdownify": markdownify.markdownify(html), "html2text": html2text.html2text(html)}, open("py.json", "w"))
E
cat >run.mjs <<'E'
import fs from "fs"; import Turndown from "turndown"; import { micromark } from "micromark"; import { unified } from "unified";
import rehypeParse from "rehype-parse"; import rehypeRemark from "rehype-remark"; import remarkStringify from "remark-stringify";
const html = '<p>Live now!<a href="https://news.example/live/">Watch</a></p>';
const made = {
  ...JSON.parse(fs.readFileSync("py.json")),
  turndown: new Turndown().turndown(html),
  remark: String(unified().use(rehypeParse, { fragment: true }).use(rehypeRemark).use(remarkStringify).processSync(html)),
};
const images = {};
for (const [who, markdown] of Object.entries(made)) {
  const back = micromark(markdown);
  images[who] = back.includes("<img");
  console.log(`${who.padEnd(11)} ${markdown.trim()}   is shown as   ${back}`);
}
process.exit(images.turndown && images.markdownify && images.html2text && !images.remark ? 0 : 1);
E
node run.mjs
