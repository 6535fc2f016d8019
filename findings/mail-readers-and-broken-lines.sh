#!/usr/bin/env bash
# Expected: a subject that was broken into lines is one line when read, with the space between words and without one
#   between two encoded words (RFC 5322, 2.2.3; RFC 2047, 6.2). An encoded comma in a name belongs to the name
#   (RFC 2047, 6.2). In format=flowed the marks of a quote are taken off before lines are joined, and lines of
#   different depth are not joined (RFC 3676, 4.5). mailparser does it all.
# Instead: mail-parser leaves the line break in a plain subject, and runs words together where the line was broken
#   before an encoded word. eml-parse-js does that too, puts spaces into words, and makes two senders of
#   "Sargsyan, Ani". postal-mime joins flowed lines with the marks in them, and an answer with what it answers.
# Versions: mail-parser 4.8.0 (PyPI); eml-parse-js 1.1.15, postal-mime 4.0.0, beside mailparser 3.14.2 (npm).
# For a newsroom: in an inbox for tips or an archive of a list, searches and threads miss subjects in any language that
#   mail has to encode, and quotes read as if the answerer said them. Read such mail with mailparser.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install mail-parser==4.8.0
npm install --silent --no-audit --no-fund --ignore-scripts eml-parse-js@1.1.15 postal-mime@4.0.0 mailparser@3.14.2 >/dev/null

cat >run.py <<'E'
import json, mailparser
start = "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8; format=flowed\r\nFrom: =?utf-8?Q?Sargsyan=2C_Ani?= <ani@news.example>\r\nSubject: "
body = "\r\n\r\nI agree \r\n> The council \r\n> met.\r\n"
subjects = ["Budget talks\r\n begin", "Budget and\r\n =?utf-8?Q?caf=C3=A9?= open", "=?utf-8?Q?Orl=C3=A9?= =?utf-8?Q?ans?="]
mails = [start + subject + body for subject in subjects]
json.dump(mails, open("mails.json", "w"))
for m in map(mailparser.parse_from_string, mails):
    print("mail-parser", json.dumps([m.subject, m.from_[0][0]], ensure_ascii=False))
E
cat >run.mjs <<'E'
import { readFileSync } from "node:fs";
import { readEml } from "eml-parse-js"; import PostalMime from "postal-mime"; import { simpleParser } from "mailparser";
const mails = JSON.parse(readFileSync("mails.json", "utf8"));
const eml = (text) => new Promise((done) => readEml(text, (error, mail) => done(mail)));
const names = (from) => [from].flat().map((one) => one.name).join(" + ");
for (const m of await Promise.all(mails.map(eml))) console.log("eml-parse-js", JSON.stringify([m.subject, names(m.from)]));
for (const m of await Promise.all(mails.map((text) => PostalMime.parse(text)))) console.log("postal-mime", JSON.stringify([m.subject, names(m.from), m.text]));
for (const m of await Promise.all(mails.map((text) => simpleParser(text)))) console.log("mailparser", JSON.stringify([m.subject, names(m.from.value), m.text]));
E
{ v/bin/python run.py; node run.mjs; } | tee seen
diff seen - <<'E'
mail-parser ["Budget talks\r\n begin", "Sargsyan, Ani"]
mail-parser ["Budget andcafé open", "Sargsyan, Ani"]
mail-parser ["Orléans", "Sargsyan, Ani"]
eml-parse-js ["Budget talksbegin","Sargsyan + Ani"]
eml-parse-js ["Budget andcafé open","Sargsyan + Ani"]
eml-parse-js ["Orlé ans","Sargsyan + Ani"]
postal-mime ["Budget talks begin","Sargsyan, Ani","I agree > The council > met.\n"]
postal-mime ["Budget and café open","Sargsyan, Ani","I agree > The council > met.\n"]
postal-mime ["Orléans","Sargsyan, Ani","I agree > The council > met.\n"]
mailparser ["Budget talks begin","Sargsyan, Ani","I agree \n> The council met."]
mailparser ["Budget and café open","Sargsyan, Ani","I agree \n> The council met."]
mailparser ["Orléans","Sargsyan, Ani","I agree \n> The council met."]
E
