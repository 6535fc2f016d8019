#!/usr/bin/env bash
# Expected: in robots.txt `%2A` and `%24` are how a star and a dollar sign are written that mean themselves (RFC 9309, 2.2.3, where
#   `Disallow: /path/file-with-a-%2A.html` is the example). Before a comparison escapes of unreserved characters are
#   decoded, so that %7E and ~ are one; those of reserved ones are not: "a%2Fb" and "a/b" are two paths (2.2.2).
# Instead: to robotspy and robotexclusionrulesparser `%2A` is a wildcard, and "Disallow: /%2A" shuts the whole site; `%24` is the
#   end of a path. robots-parser takes a star and a dollar sign in an address for no match of these, and ~ and %7E for two.
#   robotspy decodes %2F too, and it, robotexclusionrulesparser and protego take `/a%3Fb`, a page whose name has a
#   question mark, for `/a?b`. None of the four has all right.
# Versions: robots-parser 3.0.1 (npm); protego 0.7.0, robotspy 0.13.0, robotexclusionrulesparser 1.7.1 (PyPI).
# For a newsroom: what is shut out in one crawler is read by another, and a page of names with a star or a query in its address
#   closes the paper to it. Nothing of it is seen on one's own side. Keep escapes out of rules: stop in front of them.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install --disable-pip-version-check protego==0.7.0 robotspy==0.13.0 robotexclusionrulesparser==1.7.1
npm install --silent --no-audit --no-fund --ignore-scripts robots-parser@3.0.1 >/dev/null

# A rule, an address, and whether the address may be read.
cat >cases <<'E'
/file-%2A.html /file-*.html no
/file-%2A.html /file-x.html yes
/%2A /politics/ yes
/a%24 /a$ no
/a%24 /a yes
/%7Eani /~ani no
/~ani /%7Eani no
/a%2Fb /a/b yes
/a%3Fb /a?b yes
/%D5%AC%D5%B8%D6%82%D6%80 /լուր no
E
cat >run.py <<'E'
import protego, robots; from robotexclusionrulesparser import RobotExclusionRulesParser
def third(text, address): parser = RobotExclusionRulesParser(); parser.parse(text); return parser.is_allowed("bot", address)
readers = {"protego": lambda text, address: protego.Protego.parse(text).can_fetch(address, "bot"),
           "robotspy": lambda text, address: robots.RobotsParser.from_string(text).can_fetch("bot", address), "robotexclusionrulesparser": third}
for name, may in readers.items():
    wrong = [f"{rule} on {path}" for rule, path, right in map(str.split, open("cases")) if may(f"User-agent: *\nDisallow: {rule}\n", "https://news.example" + path) != (right == "yes")]
    print(f"{name} is wrong with:", ", ".join(wrong))
E
cat >run.mjs <<'E'
import { readFileSync } from "node:fs"; import parse from "robots-parser";
const wrong = readFileSync("cases", "utf8").trim().split("\n").map((line) => line.split(" "))
  .filter(([rule, path, right]) => parse("https://news.example/robots.txt", `User-agent: *\nDisallow: ${rule}\n`).isAllowed(`https://news.example${path}`, "bot") !== (right === "yes"));
console.log("robots-parser is wrong with:", wrong.map(([rule, path]) => `${rule} on ${path}`).join(", "));
E
{ node run.mjs; v/bin/python run.py; } | tee seen
diff seen - <<'E'
robots-parser is wrong with: /file-%2A.html on /file-*.html, /a%24 on /a$, /%7Eani on /~ani, /~ani on /%7Eani
protego is wrong with: /a%3Fb on /a?b
robotspy is wrong with: /file-%2A.html on /file-x.html, /%2A on /politics/, /a%24 on /a, /a%2Fb on /a/b, /a%3Fb on /a?b
robotexclusionrulesparser is wrong with: /file-%2A.html on /file-x.html, /%2A on /politics/, /a%24 on /a$, /a%24 on /a, /a%3Fb on /a?b
E
