#!/usr/bin/env bash
# Expected: in Apache's combined log a quotation mark within an agent, a referrer or a request is
#   written `\"` (documentation of mod_log_config, "Format Notes"). A parser for that format reads over
#   it; apachelogs does and gives the text that was sent.
# Instead: apache-log-parser cuts the agent to `Feed \`. clf-parser moves every field by one: the size
#   takes the status (404), the referrer the size, the agent the referrer, and the status is NaN.
#   Neither raises an error.
# Versions: apache-log-parser 1.7.0 beside apachelogs 0.6.1 (PyPI), clf-parser 0.0.2 (npm).
# For a newsroom: readers of feeds are counted by their agents, and a search for a quoted phrase puts
#   `\"` into the log. Agents end up under wrong names, and missing pages (404) are not counted.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install apache-log-parser==1.7.0 apachelogs==0.6.1
npm install --silent --no-audit --no-fund --ignore-scripts clf-parser@0.0.2 >/dev/null

cat >access.log <<'E'
192.0.2.1 - - [10/Oct/2024:13:55:36 -0700] "GET /find?q=x HTTP/1.1" 404 2326 "https://news.example/" "Feed Reader 1.0"
192.0.2.1 - - [10/Oct/2024:13:55:36 -0700] "GET /find?q=\"x\" HTTP/1.1" 404 2326 "https://news.example/" "Feed \"Reader\" 1.0"
E
v/bin/python - <<'E'
import apache_log_parser, apachelogs, sys
old = apache_log_parser.make_parser('%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"')
new = apachelogs.LogParser(apachelogs.COMBINED)
seen = []
for line in open("access.log"):
    agents = old(line.strip())["request_header_user_agent"], new.parse(line).headers_in["User-Agent"]
    print("agent, as apache-log-parser has it: %s; as apachelogs has it: %s" % agents)
    seen.append(agents)
sys.exit(seen != [("Feed Reader 1.0", "Feed Reader 1.0"), ("Feed \\", 'Feed "Reader" 1.0')])
E
node - <<'E'
const parse = require("clf-parser"), fs = require("fs");
const seen = fs.readFileSync("access.log", "utf8").trim().split("\n").map((line) => {
  const { status, body_bytes_sent, http_referer } = parse(line);
  console.log("clf-parser:", { status, body_bytes_sent, http_referer });
  return `${status} ${body_bytes_sent}`;
});
process.exit(seen.join() === "404 2326,NaN 404" ? 0 : 1);
E
