#!/usr/bin/env bash
# Expected: what a minifier takes for default or empty is so in HTML. hidden="until-found" is a state of its own: the text is
#   found by a search in the page and by links, and then shown (HTML, 6.1; the attribute is enumerated, not boolean). lang=""
#   says that the language is unknown and stops what is inherited (3.2.6.2). Space around <data> and <output>, which are
#   phrasing content (4.5.13, 4.10.12), and in SVG around <tspan>, parts words.
# Instead: @minify-html/node and @swc/html as they come, and html-minifier-next and html-minifier-terser with
#   collapseBooleanAttributes, write plain hidden: nothing finds the text any more. @minify-html/node and htmlnano's
#   "safe" preset drop lang="". html-minifier-next and -terser with collapseWhitespace write "rose3.1%in May".
# Versions: @minify-html/node 0.18.1, @swc/html 1.16.22, htmlnano 3.5.1, html-minifier-next 8.7.0, html-minifier-terser 7.2.0.
# For a newsroom: closed parts of long briefings are lost to readers' search, foreign names are spoken and hyphenated in the
#   page's language, figures stick to words. Leave these options off, add conservativeCollapse, and compare pages.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts @minify-html/node@0.18.1 @swc/html@1.16.22 htmlnano@3.5.1 html-minifier-next@8.7.0 html-minifier-terser@7.2.0 \
  parse5@8.0.0 >/dev/null

cat >run.mjs <<'E'
import { minify as next } from "html-minifier-next"; import terser from "html-minifier-terser"; import minifyHtml from "@minify-html/node";
import swc from "@swc/html"; import htmlnano from "htmlnano"; import { parse } from "parse5";
const html = `<!DOCTYPE html><html lang="en"><head><title>Day</title></head><body><p hidden="until-found">All figures</p><p><b lang="">Nguni</b> prices rose
<data value="0.031">3.1%</data> in May, by <output>5</output> points</p><svg><text>Up <tspan>3.1%</tspan> since May</text></svg></body></html>`;
const options = { collapseBooleanAttributes: true, collapseWhitespace: true };
const tools = {
  source: (html) => html,
  "@minify-html/node": (html) => minifyHtml.minify(Buffer.from(html), {}).toString(),
  "@swc/html": async (html) => (await swc.minify(html)).code,
  htmlnano: async (html) => (await htmlnano.process(html, {}, { ...htmlnano.presets.safe, minifyCss: false, minifyJs: false, minifySvg: false })).html,
  "html-minifier-next": (html) => next(html, options),
  "html-minifier-terser": (html) => terser.minify(html, options),
};
const all = (node) => [node, ...(node.childNodes ?? []).flatMap(all)];
for (const [tool, minify] of Object.entries(tools)) {
  const nodes = all(parse(await minify(html))), attribute = (tag, name) => nodes.find((n) => n.tagName === tag)?.attrs.find((a) => a.name === name)?.value;
  console.log(`${tool}:`, JSON.stringify([attribute("p", "hidden"), attribute("b", "lang") ?? "no lang"]), nodes.map((n) => n.value ?? "").join("").replace(/\s+/g, " ").slice(14));
}
E
node run.mjs | tee seen
diff seen - <<'E'
source: ["until-found",""] Nguni prices rose 3.1% in May, by 5 pointsUp 3.1% since May
@minify-html/node: ["","no lang"] Nguni prices rose 3.1% in May, by 5 pointsUp 3.1% since May
@swc/html: ["",""] Nguni prices rose 3.1% in May, by 5 pointsUp 3.1% since May
htmlnano: ["until-found","no lang"] Nguni prices rose 3.1% in May, by 5 pointsUp 3.1% since May
html-minifier-next: ["",""] Nguni prices rose3.1%in May, by 5 pointsUp3.1%since May
html-minifier-terser: ["",""] Nguni prices rose3.1%in May, by5pointsUp3.1%since May
E
