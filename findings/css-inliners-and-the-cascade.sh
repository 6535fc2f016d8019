#!/usr/bin/env bash
# Expected: rules in `@layer` count like others, only weaker than rules outside (CSS Cascade 5, in
#   browsers since 2022); `:is(td, #masthead)` is as specific as its most specific argument, an id,
#   even where the td is what matched (Selectors Level 4, section 17).
# Instead: juice and premailer skip @layer and then remove the <style> that held it, so a sheet in
#   layers, as design systems and Tailwind 4 write them, leaves mail with no style at all and no
#   warning; css-inline reads layers. None of the three counts :is() as browsers do: another rule wins.
# Versions: juice 11.1.1 (npm); css-inline 0.24.0, premailer 3.10.0 (PyPI).
# For a newsroom: one sheet for the site and for the digest looks right in the browser's preview and
#   bare in the mailbox. Digest templates should have style= in place.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install css-inline==0.24.0 premailer==3.10.0
npm install --silent --no-audit --no-fund --ignore-scripts juice@11.1.1 >/dev/null

echo '<style>@layer base { td { color: green } }</style><table><tr><td>x</td></tr></table>' >layer.html
echo '<style>:is(td, #masthead) { color: green } td.lead { color: red }</style><table><tr><td class="lead">x</td></tr></table>' >is.html
cat >js.mjs <<'E'
import juice from "juice"; import fs from "fs";
for (const f of ["layer", "is"]) fs.writeFileSync(`${f}.juice`, juice(fs.readFileSync(`${f}.html`, "utf8")));
E
node js.mjs
v/bin/python - <<'E'
import css_inline, logging, re, sys
from premailer import Premailer
seen = {}
for name in ("layer", "is"):
    html = open(name + ".html").read()
    made = {"juice": open(name + ".juice").read(), "css-inline": css_inline.inline(html),
            "premailer": Premailer(html, cssutils_logging_level=logging.CRITICAL).transform()}
    for who, out in made.items():
        colour = re.search(r'<td[^>]*style="color:\s*(\w+)', out)
        seen[name, who] = colour and colour.group(1)
        print(f"{name:5} {who:10} cell: {seen[name, who]}, <style> left: {'<style' in out}; a browser says green")
sys.exit(seen != {("layer", "juice"): None, ("layer", "css-inline"): "green", ("layer", "premailer"): None,
                  ("is", "juice"): "red", ("is", "css-inline"): "red", ("is", "premailer"): "red"})
E
