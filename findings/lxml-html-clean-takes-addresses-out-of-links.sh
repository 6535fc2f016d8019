#!/usr/bin/env bash
# Expected: the scheme of an address is what stands before its first colon (RFC 3986, 3.1); a colon may stand in a path, in a
#   query and in a fragment (3.3 to 3.5). So https://…/wiki/Data:Weather.tab has the scheme https, and "#about:x" none.
#   lxml_html_clean takes out links with `data:`, `about:` and some more.
# Instead: it takes out each address in which one of these words stands before a colon anywhere, unescaped too: "open-data:2026",
#   "?q=about:budget", "all-about:the-budget", "?from=metadata%3A1", a mail's subject "About: you". What is left is
#   href="", which leads to the page itself, and its words look like a link still. What is built on it does the same:
#   readability-lxml, newspaper4k, and html-sanitizer, which writes "#". nh3 keeps them all.
# Versions: lxml_html_clean 0.4.6, readability-lxml 0.9, newspaper4k 0.9.6, html-sanitizer 2.7.0, beside nh3 0.3.8 (PyPI).
# For a newsroom: links to the very sources of data (tables of Wikimedia Commons have the prefix "Data:") are dead in what
#   was imported, read later or archived, and as they have no address any more, no link checker finds them. Compare the
#   links before and after; take nh3, which lxml_html_clean itself names as an alternative.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install --disable-pip-version-check --upgrade pip==26.3
v/bin/pip -q install --disable-pip-version-check lxml_html_clean==0.4.6 readability-lxml==0.9 newspaper4k==0.9.6 html-sanitizer==2.7.0 nh3==0.3.8

cat >run.py <<'E'
import re, warnings; warnings.simplefilter("ignore")
import newspaper, nh3; from html_sanitizer import Sanitizer; from lxml_html_clean import clean_html; from readability import Document
addresses = ["https://commons.example/wiki/Data:Weather.tab", "https://news.example/open-data:2026", "https://news.example/?q=about:budget",
             "https://news.example/all-about:the-budget/", "https://news.example/open-data/2026:1", "https://news.example/a?from=metadata%3A1", "mailto:desk@news.example?subject=About:%20you"]
sentence = "The council has published its figures, and this paper, which has read all of them, compares each with <a href=\"{}\">those</a> of the years before, as one should."
page = "<html><head><title>Council</title></head><body><article><h1>Council</h1>" + "".join(f"<p>{sentence.format(address)}</p>" for address in addresses) + "</article></body></html>"
def show(who, html): print(f"{who}:", *(address or '""' for address in re.findall(r'<a[^>]* href="([^"]*)"', html)))
show("lxml_html_clean", clean_html(page))
show("readability-lxml", Document(page).summary())
show("newspaper4k", newspaper.article("https://news.example/x", input_html=page).article_html)
show("html-sanitizer", Sanitizer().sanitize(page))
show("nh3", nh3.clean(page))
E
v/bin/python run.py | tee seen
diff seen - <<'E'
lxml_html_clean: "" "" "" "" https://news.example/open-data/2026:1 "" ""
readability-lxml: "" "" "" "" https://news.example/open-data/2026:1 "" ""
newspaper4k: "" "" "" "" https://news.example/open-data/2026:1 ""
html-sanitizer: # # # # https://news.example/open-data/2026:1 # #
nh3: https://commons.example/wiki/Data:Weather.tab https://news.example/open-data:2026 https://news.example/?q=about:budget https://news.example/all-about:the-budget/ https://news.example/open-data/2026:1 https://news.example/a?from=metadata%3A1 mailto:desk@news.example?subject=About:%20you
E
