#!/usr/bin/env bash
# Expected: a headline that python-frontmatter writes is read back the same by any YAML reader.
# Instead: U+2028, which page layout programs put where a headline is broken by hand, is written raw
#   as a line break inside quotes and followed by an indent, as YAML 1.1 has it. In YAML 1.2
#   (section 5.4) it is no line break any more, so yaml and js-yaml take the indent for part of the
#   headline: it comes back with two spaces more. Python reads its own file right.
# Versions: python-frontmatter 1.3.0, PyYAML 6.0.4 (PyPI); yaml 2.9.1, js-yaml 5.5.0 (npm).
# For a newsroom: where one tool writes stories and another builds the site, headlines get gaps, and
#   a check that each side makes by itself passes. Write such characters escaped ("\L" or "\u2028"),
#   or better as a space.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install python-frontmatter==1.3.0 PyYAML==6.0.4
npm install --silent --no-audit --no-fund --ignore-scripts yaml@2.9.1 js-yaml@5.5.0 >/dev/null

v/bin/python - <<'E'
import frontmatter
title = "Talks\u2028begin"
text = frontmatter.dumps(frontmatter.Post("Body", title=title))
open("story.md", "w", newline="").write(text)
assert frontmatter.loads(text)["title"] == title
print("python-frontmatter writes and reads back:", ascii(text))
E
cat >run.mjs <<'E'
import fs from "fs"; import YAML from "yaml"; import * as jsYaml from "js-yaml";
const head = fs.readFileSync("story.md", "utf8").split("---\n")[1];
const read = { yaml: YAML.parse(head).title, "js-yaml": jsYaml.load(head).title };
for (const [who, title] of Object.entries(read)) console.log(`${who} reads: ${JSON.stringify(title).replace("\u2028", "\\u2028")}`);
process.exit(Object.values(read).every((t) => t === "Talks\u2028  begin") ? 0 : 1);
E
node run.mjs
