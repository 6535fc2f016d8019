#!/usr/bin/env bash
# Expected: svgo's default preset drops what has no effect. `href` on <a> is how SVG 2 links
#   (section 16.2; xlink:href is deprecated there), `role` and `lang` are SVG 2 core attributes
#   (sections 5.10 and 5.13).
# Instead: the plugin removeUnknownsAndDefaults takes all three for unknown: links are left as <a>
#   without a target, role="img" beside a label that stays, role="list" and "listitem", and lang.
#   xlink:href, the old form, stays; so do aria-label and tabindex.
# Version: svgo 4.1.0 (npm).
# For a newsroom: charts that link to their stories or sources are dead text after the build, and
#   a screen reader spells a labelled chart out piece by piece, in the wrong language.
#   Switch that one plugin off, as below.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts svgo@4.1.0 >/dev/null

cat >run.mjs <<'E'
import { optimize } from "svgo";
const chart = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9" role="img" aria-label="Գներ" lang="hy"><a href="/new"><text y="4">a</text></a><a xlink:href="/old"><text y="8">b</text></a></svg>`;
const byDefault = optimize(chart).data;
const without = optimize(chart, { plugins: [{ name: "preset-default", params: { overrides: { removeUnknownsAndDefaults: false } } }] }).data;
console.log("default preset:    ", byDefault);
console.log("without the plugin:", without);
const has = (svg) => [' href="/new"', 'xlink:href="/old"', 'role="img"', 'lang="hy"', "aria-label"].map((a) => svg.includes(a)).join(" ");
process.exit(has(byDefault) === "false true false false true" && has(without) === "true true true true true" ? 0 : 1);
E
node run.mjs
