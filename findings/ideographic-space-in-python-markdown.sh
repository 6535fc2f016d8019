#!/usr/bin/env bash
# Expected: a paragraph that opens with U+3000, the ideographic space with which Japanese prose
#   indents, keeps it. CommonMark 0.31.2 strips only spaces and tabs (sections 2.1 and 4.8), and
#   markdown-it, of which markdown-it-py is the port, does keep it.
# Instead: markdown-it-py (its "commonmark" preset too) takes U+3000, the no-break space and the
#   narrow no-break space off the ends of paragraphs, headings and list items; Python-Markdown
#   takes them off the beginning only. mistune and markdown-it keep all.
# Versions: markdown-it-py 4.3.0, Markdown 3.11.3, mistune 3.4.0 (PyPI); markdown-it 15.0.3 (npm).
# For a newsroom: previews by Sphinx, MyST or Jupyter tools and sites by Pelican or MkDocs lose the
#   indent of every Japanese paragraph; a comparison of rendered words must not count on spaces.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install markdown-it-py==4.3.0 Markdown==3.11.3 mistune==3.4.0
npm install --silent --no-audit --no-fund --ignore-scripts markdown-it@15.0.3 >/dev/null

cat >js.mjs <<'E'
import MarkdownIt from "markdown-it";
process.stdout.write(new MarkdownIt("commonmark").render("\u3000東京で会議。\u3000\n"));
E
kept=$(node js.mjs) v/bin/python - <<'E'
import os, sys, mistune, markdown
from importlib.metadata import version
from markdown_it import MarkdownIt
text = "\u3000東京で会議。\u3000\n"
made = {
    "markdown-it (npm) 15.0.3": os.environ["kept"],
    "mistune " + version("mistune"): mistune.html(text),
    "markdown-it-py " + version("markdown-it-py"): MarkdownIt("commonmark").render(text),
    "Markdown " + version("Markdown"): markdown.markdown(text),
}
for who, html in made.items():
    print(f"{who}: {html.strip()!a}")
both, lead, trail = "<p>\u3000東京で会議。\u3000</p>", "<p>東京で会議。\u3000</p>", "<p>東京で会議。</p>"
sys.exit([h.strip() for h in made.values()] != [both, both, trail, lead])
E
echo "As stated: markdown-it-py strips both ends, Python-Markdown the first."
