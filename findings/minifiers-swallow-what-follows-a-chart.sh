#!/usr/bin/env bash
# Expected: a page that was minified has the elements it had. Text in a <canvas> is its fallback (HTML, 4.12.5), for
#   those who cannot see the drawing, mostly a <p>; a <p> may also end the box of text in an SVG, foreignObject.
# Instead: the `</p>` is left out, and there no parser adds it: `</canvas>` and `</foreignObject>` are ignored while a
#   <p> is open (HTML, 13.2.6.4.7, "any other end tag"). So all that follows on the page is fallback, which no browser
#   draws, or lands in the box in the chart. The standard's own list of where `</p>` may be omitted (13.1.2.4) forgets
#   <canvas>; it does rule out foreignObject, which is no HTML element, and custom elements.
# Versions: @minify-html/node 0.18.1, @swc/html 1.16.22, rehype-preset-minify 7.0.1 (rehype 13.0.2), as they come;
#   html-minifier-next 8.7.0 and html-minifier-terser 7.2.0 with removeOptionalTags. Read with parse5 8.0.0.
# For a newsroom: the story ends at its first chart, without an error anywhere, and a validator likes the source.
#   Keep end tags (keep_closing_tags, tagOmission, omitOptionalTags), or write such fallback without <p>.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts @minify-html/node@0.18.1 @swc/html@1.16.22 rehype@13.0.2 \
  rehype-preset-minify@7.0.1 html-minifier-next@8.7.0 html-minifier-terser@7.2.0 parse5@8.0.0 >/dev/null

cat >run.mjs <<'E'
import { minify as next } from "html-minifier-next"; import terser from "html-minifier-terser"; import minifyHtml from "@minify-html/node";
import swc from "@swc/html"; import { rehype } from "rehype"; import preset from "rehype-preset-minify"; import { parse } from "parse5";
const page = (body) => `<!DOCTYPE html><html lang="en"><head><title>Prices</title></head><body>${body}<section>The story</section></body></html>`;
const pages = {
  canvas: page("<canvas><p>Prices rose.</p></canvas>"),
  foreignObject: page('<svg viewBox="0 0 9 9"><foreignObject width="9" height="9"><p>Prices</p></foreignObject><path d="M0 0h9"/></svg>'),
  "my-chart": page("<my-chart><p>Prices rose.</p></my-chart>"),
};
const tools = {
  "minify-html": (html) => minifyHtml.minify(Buffer.from(html), {}).toString(),
  "swc": async (html) => (await swc.minify(html)).code,
  "rehype-preset-minify": async (html) => String(await rehype().use(preset).process(html)),
  "html-minifier-next": (html) => next(html, { removeOptionalTags: true }),
  "html-minifier-terser": (html) => terser.minify(html, { removeOptionalTags: true }),
};
const find = (node) => node.tagName === "section" ? [] : (node.childNodes ?? []).map(find).filter(Boolean).map((way) => [node.tagName, ...way])[0];
const place = (html) => find(parse(html)).slice(2).join(">");
for (const [name, html] of Object.entries(pages)) {
  console.log(`${name}: the story is in ${place(html)}; then by`);
  for (const [tool, minify] of Object.entries(tools)) console.log(`  ${tool}:`, place(await minify(html)));
}
E
node run.mjs | tee seen
sed -z 's/\n  / /g' seen | diff - <(cat <<'E'
canvas: the story is in body; then by minify-html: body>canvas swc: body>canvas rehype-preset-minify: body>canvas html-minifier-next: body>canvas html-minifier-terser: body>canvas
foreignObject: the story is in body; then by minify-html: body>svg>foreignObject swc: body rehype-preset-minify: body>svg>foreignObject html-minifier-next: body>svg>foreignObject html-minifier-terser: body
my-chart: the story is in body; then by minify-html: body>my-chart swc: body rehype-preset-minify: body html-minifier-next: body html-minifier-terser: body
E
)
