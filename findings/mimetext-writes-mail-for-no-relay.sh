#!/usr/bin/env bash
# Expected: mimetext, "RFC-5322 compliant" by its README, writes mail that any relay may carry. A part that is called 7bit has bytes
#   below 128 only, and lines of at most 998 (RFC 2045, 2.7 and 6.2; RFC 5322, 2.1.1). An encoded word in a header has at most 75
#   signs, a longer text is several of them (RFC 2047, 2). A header is ASCII, the name of a file in it is written
#   as RFC 2231, section 4, says. nodemailer does all that.
# Instead: each text part is 7bit by default, with Armenian or French in raw UTF-8, and an HTML of one line stays one line. A
#   subject is one encoded word of any length, here of 152 signs. A file's name stands in the header as raw UTF-8. Nothing is
#   said; only a text in English of short lines is what its header says.
# Versions: mimetext 3.0.28, beside nodemailer 10.6.0 (npm).
# For a newsroom: this is what workers on Cloudflare and scripts on AWS write digests with. In English the mail is right, in others it
#   goes through or is cut, mended or refused on its way, which also breaks its signature. Encode the text
#   yourself and say so, or take nodemailer's MailComposer.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts mimetext@3.0.28 nodemailer@10.6.0 >/dev/null

cat >run.mjs <<'E'
import { createMimeMessage } from "mimetext"; import MailComposer from "nodemailer/lib/mail-composer/index.js";
const subject = "Առավոտյան լուրեր՝ ընտրություններ, եղանակ և տնտեսություն", text = "Բարև ձեզ", html = `<p>${"word ".repeat(300)}</p>`, filename = "Երևան.pdf";
const mail = createMimeMessage();
mail.setSender("desk@news.example"); mail.setRecipient("reader@news.example"); mail.setSubject(subject);
mail.addMessage({ contentType: "text/plain", data: text }); mail.addMessage({ contentType: "text/html", data: html });
mail.addAttachment({ filename, contentType: "application/pdf", data: "eA==" });
const other = new MailComposer({ from: "desk@news.example", to: "reader@news.example", subject, text, html, attachments: [{ filename, content: "x" }] });
const stated = { mimetext: [true, true, true, true], nodemailer: [false, false, false, false] };
const made = { mimetext: Buffer.from(mail.asRaw()), nodemailer: await other.compile().build() };
let isAsStated = true;
for (const [who, bytes] of Object.entries(made)) {
  const lines = bytes.toString("latin1").split(/\r?\n/), isWide = (line) => /[^\0-\x7f]/.test(line);
  const words = [...bytes.toString("latin1").matchAll(/=\?[^? ]+\?[BQ]\?[^? ]*\?=/gi)].map((word) => word[0].length);
  const seen = [lines.some(isWide), lines.some((line) => line.length > 998), words.some((length) => length > 75),
    lines.some((line) => /^(content-|\s+(file)?name)/i.test(line) && isWide(line))];
  console.log(who, lines.filter((line) => /^content-transfer/i.test(line)).join(", "));
  console.log(`   bytes above 127: ${seen[0]}; longest line: ${Math.max(...lines.map((line) => line.length))}; longest encoded word: ${Math.max(0, ...words)}; headers that are not ASCII: ${seen[3]}`);
  isAsStated &&= String(seen) === String(stated[who]);
}
process.exit(isAsStated ? 0 : 1);
E
node run.mjs
