#!/usr/bin/env bash
# Expected: svgo keeps the style rules that a chart needs: `@media (prefers-color-scheme: dark)`
#   for the same class, and `@media (width < 600px)` (Media Queries Level 4, "Range context").
# Instead: where a class is used by one element, the plain rule is written into that element's style
#   attribute, the class goes, and the dark rule with it; with two elements both stay. Rules in the
#   range form are dropped however often they are used: csso, which svgo calls, deletes what it
#   cannot parse, without a word.
# Versions: svgo 4.1.0, which brings csso 5.0.5 (npm).
# For a newsroom: of two charts made alike, one follows the reader's dark mode and the other is dark
#   blue on black, depending on how many bars it has. Compare @media rules before and after.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts svgo@4.1.0 csso@5.0.5 >/dev/null

cat >run.mjs <<'E'
import { optimize } from "svgo"; import { minify } from "csso";
const chart = (style, body) => optimize(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style><![CDATA[${style}]]></style>${body}</svg>`).data;
const dark = ".bar{fill:#036} @media (prefers-color-scheme:dark){.bar{fill:#9cf}}";
const bar = '<circle class="bar" r="3"/>';
const one = chart(dark, bar), two = chart(dark, bar + bar);
const range = chart(".bar{fill:red} @media (width<600px){.bar{display:none}}", bar + bar);
const classic = chart(".bar{fill:red} @media (max-width:599px){.bar{display:none}}", bar + bar);
const alone = minify("@media (width<600px){.bar{display:none}} p{color:red}").css;
console.log(`one bar, dark:  ${one}\ntwo bars, dark: ${two}\nrange form:     ${range}\nclassic form:   ${classic}\ncsso alone:     ${alone}`);
const kept = [one, two, range, classic, alone].map((out) => out.includes("@media")).join(" ");
process.exit(kept === "false true false true false" ? 0 : 1);
E
node run.mjs
