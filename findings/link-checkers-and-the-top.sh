#!/usr/bin/env bash
# Expected: a checker of links takes for broken what a browser does not find. `#top`, in any case, is the top of any page; what stands behind
#   `:~:` is no name but words to be marked, and is taken off first; a name in an address may be percent-encoded, and
#   then it is decoded and looked for again; <a name> counts as an id does (HTML, "Scrolling to a fragment": "select the
#   indicated part" and "find a potential indicated element"; URL Fragment Text Directives, "fragment directive").
# Instead: linkinator, LinkChecker, hyperlink and check-html-links all call `#top` and `#TOP` broken. The first three do so with
#   `#:~:text=vote`, which is how Chrome and Safari copy a link to a quote. hyperlink and check-html-links do not decode
#   names, so each heading in Armenian or Arabic that is linked in its percent-encoded form is broken; check-html-links knows no <a name>.
#   All four find the name that is really missing.
# Versions: linkinator 7.6.1, hyperlink 5.0.4, check-html-links 0.2.4 (npm); LinkChecker 10.6.0 (PyPI).
# For a newsroom: a build that stops at broken links stops at a link "back to the top" or at a quotation's source, and whoever switches
#   the check of names off for that has none any more. Give each page an id="top", and leave text directives out of the check.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; chmod 755 "$dir"; cd "$dir"
python3 -m venv v; v/bin/pip -q install --disable-pip-version-check linkchecker==10.6.0
npm install --silent --no-audit --no-fund --ignore-scripts linkinator@7.6.1 hyperlink@5.0.4 check-html-links@0.2.4 >/dev/null

mkdir site
cat >site/index.html <<'E'
<!doctype html><meta charset="utf-8"><title>Start</title><a href="#top">up</a> <a href="#TOP">up</a> <a href="a.html#%D5%AC%D5%B8%D6%82%D6%80">news</a>
<a href="a.html#:~:text=vote">quote</a> <a href="a.html#old">old</a> <a href="a.html#gone">gone</a> <a href="a.html#there">there</a>
E
echo '<!doctype html><meta charset="utf-8"><title>A</title><h2 id="լուր">vote</h2><a name="old">old</a><p id="there">there</p>' >site/a.html
echo '[AnchorCheck]' >checker.ini
npx --no-install linkinator site --recurse --check-fragments --verbosity error >linkinator.txt 2>&1 || true
npx --no-install hyperlink --canonicalroot https://news.example/ site/index.html >hyperlink.txt 2>&1 || true
npx --no-install check-html-links site >check-html-links.txt 2>&1 || true
v/bin/linkchecker -f checker.ini --no-status site/index.html >linkchecker.txt 2>&1 || true
python3 - <<'E'
import re, sys
cases = {"#top": r"#top\b", "#TOP": r"#TOP\b", "encoded": r"a\.html#%D5%AC", "text directive": r":~:", "a name": r"#old\b", "missing": r"#gone\b", "there": r"#there\b"}
blocks = {  # what each of them complains about
    "linkinator": [line for line in open("linkinator.txt") if "[#]" in line],
    "hyperlink": [line for line in open("hyperlink.txt") if re.match(r"not ok \d+ fragment-check", line)],
    "check-html-links": [line for line in open("check-html-links.txt") if "via href=" in line],
    "linkchecker": [block.split("\n")[0] for block in re.split(r"\n(?=URL )", open("linkchecker.txt").read()) if re.search(r"^Warning.*Anchor", block, re.M)],
}
stated = {
    "linkinator": ["#top", "#TOP", "text directive", "missing"],
    "hyperlink": ["#top", "#TOP", "encoded", "text directive", "missing"],
    "check-html-links": ["#top", "#TOP", "encoded", "a name", "missing"],
    "linkchecker": ["#top", "#TOP", "text directive", "missing"],
}
seen = {who: [case for case, pattern in cases.items() if any(re.search(pattern, line) for line in lines)] for who, lines in blocks.items()}
for who, broken in seen.items(): print(who, "calls broken:", ", ".join(broken))
sys.exit(0 if seen == stated else 1)
E
