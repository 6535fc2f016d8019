#!/usr/bin/env bash
# Expected: a minifier leaves the meaning of `margin:0; margin-inline-start:2em; margin-left:1em`
#   alone. Which physical side "inline-start" is, depends on the direction of the text, so the
#   three cannot be sorted or merged (CSS Logical Properties Level 1, section 4: among them the
#   order of appearance decides).
# Instead: cssnano and csso merge margin-left upwards into the shorthand and put it *after* the
#   logical one: in right-to-left text the margin is 0 instead of 2em. clean-css puts it before: in
#   left-to-right text it is 2em instead of 1em. lightningcss changes nothing.
# Versions: cssnano 7.1.9 with postcss 8.5.33, clean-css 5.3.3, csso 5.0.5, lightningcss 1.33.0 (npm).
# For a newsroom: the Arabic edition (or all others) loses its indents in the published site only,
#   not where the theme is worked on. Do not mix physical and logical properties in one theme.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts cssnano@7.1.9 postcss@8.5.33 clean-css@5.3.3 csso@5.0.5 lightningcss@1.33.0 >/dev/null

cat >run.mjs <<'E'
import postcss from "postcss"; import cssnano from "cssnano"; import CleanCSS from "clean-css";
import { minify } from "csso"; import { transform } from "lightningcss";
const css = ".quote{margin:0;margin-inline-start:2em;margin-left:1em}";
const made = {
  source: css,
  lightningcss: transform({ filename: "a.css", code: Buffer.from(css), minify: true }).code.toString(),
  cssnano: (await postcss([cssnano]).process(css, { from: undefined })).css,
  csso: minify(css).css,
  "clean-css": new CleanCSS({ level: 2 }).minify(css).styles,
};
const start = (rule, direction) => {       // the margin where a line begins, as a browser takes it
  const side = { left: "0", right: "0" };
  for (const d of rule.match(/{(.*)}/)[1].split(";")) {
    const [name, value] = d.split(":"), v = value.trim().split(/\s+/);
    if (name === "margin") { side.right = v[1] ?? v[0]; side.left = v[3] ?? v[1] ?? v[0]; }
    if (name === "margin-left") side.left = value;
    if (name === "margin-inline-start") side[direction === "ltr" ? "left" : "right"] = value;
  }
  return direction === "ltr" ? side.left : side.right;
};
const seen = {};
for (const [who, rule] of Object.entries(made)) {
  seen[who] = `${start(rule, "ltr")} ${start(rule, "rtl")}`;
  console.log(`${who.padEnd(12)} start of line, ltr and rtl: ${seen[who].padEnd(8)} ${rule}`);
}
process.exit(seen.source === "1em 2em" && seen.lightningcss === "1em 2em" && seen.cssnano === "1em 0" && seen.csso === "1em 0" && seen["clean-css"] === "2em 2em" ? 0 : 1);
E
node run.mjs
