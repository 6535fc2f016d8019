#!/usr/bin/env bash
# Expected: footnotes count in the order in which a text refers to them, a note that nothing refers
#   to is left out, and a second line of a note without indent still belongs to it: so GitHub's cmark and
#   markdown-it have it, and Markdown Extra, where the notation comes from.
# Instead: Python-Markdown numbers by the order of the notes at the end (its default,
#   USE_DEFINITION_ORDER): the first mark of a text may be 2. It prints unused notes, whose arrow
#   leads nowhere. mistune puts the second line of a note into the story, as a paragraph of its own,
#   and gives one id to both marks of a note that is used twice.
# Versions: Markdown 3.11.3, mistune 3.4.0, cmarkgfm 2025.10.22 (PyPI).
# For a newsroom: stories moved from Pelican, MkDocs or Nikola to another generator get other numbers
#   in print and links; a note half of which stands in the story is easily published.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install Markdown==3.11.3 mistune==3.4.0 cmarkgfm==2025.10.22

v/bin/python - <<'E'
import cmarkgfm, markdown, mistune, re, sys
from cmarkgfm.cmark import Options
from importlib.metadata import version
engines = {
    "cmarkgfm": lambda s: cmarkgfm.github_flavored_markdown_to_html(s, Options.CMARK_OPT_FOOTNOTES),
    "Markdown": lambda s: markdown.markdown(s, extensions=["footnotes"]),
    "mistune": mistune.create_markdown(plugins=["footnotes"]),
}
seen = {}
for who, to_html in engines.items():
    story, _, notes = re.split(r'(<section|<div) class="footnotes?"', to_html("first[^b] second[^a]\n\n[^a]: A\n[^b]: B\n\n[^c]: unused\n"))
    order = re.findall(r">(\d)</a></sup>", story)
    inside = re.split(r'(<section|<div) class="footnotes?"', to_html("word[^a]\n\n[^a]: one\nline\n\nend\n"))[2]
    ids = re.findall(r'id="(fnref[^"]*)"', to_html("x[^a] y[^a]\n\n[^a]: A\n"))
    seen[who] = ("".join(order), "unused" in notes, "line" in inside, len(set(ids)))
    print(f"{who} {version(who)}: marks read {order}, unused note printed: {seen[who][1]}, "
          f"second line in the note: {seen[who][2]}, ids of two marks: {ids}")
sys.exit(seen != {"cmarkgfm": ("12", False, True, 2), "Markdown": ("21", True, True, 2), "mistune": ("12", False, False, 1)})
E
