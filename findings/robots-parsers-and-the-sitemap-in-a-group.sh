#!/usr/bin/env bash
# Expected: two User-agent lines with a Sitemap or Crawl-delay line between them are one group, and
#   its rules hold for both. RFC 9309, section 2.2.4: parsing other records MUST NOT interfere with
#   that of the defined ones, and a Sitemaps record MUST NOT terminate a group.
# Instead: for the first agent nothing is forbidden any more: in robots-parser and
#   robotexclusionrulesparser behind both lines, in protego behind Crawl-delay. robotspy has it right.
# Versions: robots-parser 3.0.1 (npm; its README aims at the draft of that RFC); protego 0.7.0 (which
#   Scrapy uses), robotexclusionrulesparser 1.7.1, robotspy 0.13.0 (PyPI).
# For a newsroom: "GPTBot" and "CCBot" are both shut out, a Sitemap line lands between them, and a
#   crawler that uses one of these reads everything. Put Sitemap first or last, and never inside.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install protego==0.7.0 robotexclusionrulesparser==1.7.1 robotspy==0.13.0
npm install --silent --no-audit --no-fund --ignore-scripts robots-parser@3.0.1 >/dev/null

for line in "" "Sitemap: https://news.example/sitemap.xml" "Crawl-delay: 5"; do
  printf 'User-agent: GPTBot\n%s\nUser-agent: CCBot\nDisallow: /\n' "$line" | sed '/^$/d' >"${line%%:*}.txt"
done
cat >run.cjs <<'E'
const robots = require("robots-parser"), fs = require("fs");
const text = fs.readFileSync(process.argv[2], "utf8"), host = "https://news.example";
console.log(["GPTBot", "CCBot"].map((agent) => robots(`${host}/robots.txt`, text).isAllowed(`${host}/a`, agent) ? "True" : "False").join(" "));
E
cat >run.py <<'E'
import subprocess, sys
import protego, robotexclusionrulesparser, robots
page, agents = "https://news.example/a", ("GPTBot", "CCBot")
seen = {}
for name in ("", "Sitemap", "Crawl-delay"):
    text = open(name + ".txt").read()
    old = robotexclusionrulesparser.RobotExclusionRulesParser(); old.parse(text)
    spy, scrapy = robots.RobotsParser.from_string(text), protego.Protego.parse(text)
    node = subprocess.run(["node", "run.cjs", name + ".txt"], capture_output=True, text=True, check=True).stdout.split()
    may = {"robots-parser": [word == "True" for word in node], "protego": [scrapy.can_fetch(page, a) for a in agents],
           "robotexclusionrules": [bool(old.is_allowed(a, page)) for a in agents], "robotspy": [spy.can_fetch(a, page) for a in agents]}
    for who, answers in may.items():
        print(f"{name or 'nothing':11} between, {who:19} may read: " + (" ".join(a for a, yes in zip(agents, answers) if yes) or "nobody"))
        if any(answers):
            seen.setdefault(name, {})[who] = answers
open_first = [True, False]
sys.exit(seen != {"Sitemap": {"robots-parser": open_first, "robotexclusionrules": open_first},
                  "Crawl-delay": {"robots-parser": open_first, "protego": open_first, "robotexclusionrules": open_first}})
E
v/bin/python run.py
