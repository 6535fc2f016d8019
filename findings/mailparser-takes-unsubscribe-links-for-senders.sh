#!/usr/bin/env bash
# Expected: mailparser sorts the addresses in List-Unsubscribe and its kin into `url` and `mail`. RFC 2369,
#   section 2: each stands whole between < and >, a comment in brackets may stand beside it, and the
#   leftmost that a program can use is to be used. RFC 3986: "@", "(" and ")" may be in a path or query.
# Instead: the line is read as senders are. A link with the reader's address in it is a `mail`, and takes
#   the place of the real one. Brackets in a link are cut out as a comment. A link with a comment beside
#   it is neither `url` nor `mail` but `id`, and a comment on the second address is put onto the
#   first one's link. Of two links the last is kept.
# Version: mailparser 3.14.2 (npm).
# For a newsroom: a desk that unsubscribes by it, or a test of one's own digest, has a "mail" to https:… or
#   a link without its token, and the reader stays on the list. Read the raw line (`headerLines`) and take
#   what is between < and >; in one's own digests write %40, %28 and %29, and no comments.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts mailparser@3.14.2 >/dev/null

cat >run.mjs <<'E2'
import { simpleParser } from "mailparser";
for (const line of [
  "<https://news.example/stop?t=1>, <mailto:stop@news.example>",
  "<mailto:stop@news.example>, <https://news.example/stop?who=ani@mail.example>",
  "<https://news.example/stop?t=a(b)c>",
  "<https://news.example/stop?t=1> (in one step)",
  "<https://news.example/stop?t=1>, <mailto:stop@news.example> (or write)",
  "<https://news.example/first>, <https://news.example/second>",
]) {
  const mail = await simpleParser(`From: a@news.example\r\nTo: ani@mail.example\r\nSubject: x\r\nList-Unsubscribe: ${line}\r\n\r\nx`);
  console.log(line);
  console.log("  ", JSON.stringify(mail.headers.get("list").unsubscribe));
}
E2
node run.mjs | tee seen
diff seen - <<'E2'
<https://news.example/stop?t=1>, <mailto:stop@news.example>
   {"url":"https://news.example/stop?t=1","mail":"stop@news.example"}
<mailto:stop@news.example>, <https://news.example/stop?who=ani@mail.example>
   {"mail":"https://news.example/stop?who=ani@mail.example"}
<https://news.example/stop?t=a(b)c>
   {"name":"b","id":"https://news.example/stop?t=a c"}
<https://news.example/stop?t=1> (in one step)
   {"name":"in one step","id":"https://news.example/stop?t=1"}
<https://news.example/stop?t=1>, <mailto:stop@news.example> (or write)
   {"url":"https://news.example/stop?t=1, or write","mail":"stop@news.example"}
<https://news.example/first>, <https://news.example/second>
   {"url":"https://news.example/second"}
E2
