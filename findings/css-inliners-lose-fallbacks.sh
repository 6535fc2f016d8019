#!/usr/bin/env bash
# Expected: an inliner for e-mail keeps two declarations of one property in one rule, in their
#   order. That is CSS's own way to a fallback: what a client does not understand it drops, and the
#   one before counts (CSS Syntax Level 3, "Error handling"; css-inline says it inlines for mail
#   clients, which know least).
# Instead: css-inline and premailer keep only the last one, whether clients know it or not: the
#   plain background and colour are gone. juice keeps both.
# Versions: css-inline 0.24.0, premailer 3.10.0 (PyPI); juice 11.1.1 (npm).
# For a newsroom: the digest has white text on no background in clients that do not know
#   gradients or light-dark(). Write style attributes in the template oneself, or put the fallback
#   into an attribute (bgcolor) or an element around it.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install css-inline==0.24.0 premailer==3.10.0
npm install --silent --no-audit --no-fund --ignore-scripts juice@11.1.1 >/dev/null

cat >mail.html <<'E'
<style>td { background: #036; background: linear-gradient(#036, #069); color: white; color: light-dark(white, black) }</style><table><tr><td>Today</td></tr></table>
E
cat >js.mjs <<'E'
import juice from "juice"; import fs from "fs";
process.stdout.write(juice(fs.readFileSync("mail.html", "utf8")));
E
juice=$(node js.mjs) v/bin/python - <<'E'
import css_inline, logging, os, re, sys
from importlib.metadata import version
from premailer import Premailer
html = open("mail.html").read()
made = {
    "juice 11.1.1": os.environ["juice"],
    "css-inline " + version("css-inline"): css_inline.inline(html),
    "premailer " + version("premailer"): Premailer(html, cssutils_logging_level=logging.CRITICAL).transform(),
}
kept = []
for who, out in made.items():
    style = re.search(r'<td[^>]*style="([^"]*)"', out).group(1)
    print(f"{who}: {style}")
    kept.append(("#036;" in style.replace(" ", "").replace("background:#036", "#036"), style.count("light-dark"), style.count("color:")))
sys.exit(kept != [(True, 1, 2), (False, 1, 1), (False, 1, 1)])
E
echo "As stated: only juice keeps the fallback."
