#!/usr/bin/env bash
# Expected: a sender's name that does not fit one RFC 2047 encoded word is split into several, and
#   the white space between them is not part of the text (section 6.2: it is to be ignored).
# Instead: Python's email package joins them without spaces in Subject, but puts a space at each seam
#   in the display name of From and To, under the modern policy (policy.default). At 75 characters a
#   word, Armenian and Russian names of some 20 letters are hit. mailparser reads the same right.
# Versions: Python's own email package (seen in 3.11.7; the version is printed); nodemailer 10.6.1
#   writes, mailparser 3.14.2 reads (npm).
# For a newsroom: digests go out right, and everything in Python that reads them (archives, ticket
#   systems, the tests of one's own mail) shows "Հայաստանի հանրա յին". A test by subject alone passes.
#   Keep senders' names short, or compare without spaces.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts nodemailer@10.6.1 mailparser@3.14.2 >/dev/null

cat >run.mjs <<'E'
import nodemailer from "nodemailer"; import { simpleParser } from "mailparser"; import fs from "fs";
const name = "Հայաստանի հանրային լրատվական գործակալություն";
const mail = await nodemailer.createTransport({ streamTransport: true, buffer: true })
  .sendMail({ from: { name, address: "desk@news.example" }, to: "reader@news.example", subject: name, text: "x" });
fs.writeFileSync("mail.eml", mail.message);
const read = await simpleParser(mail.message);
console.log("mailparser reads name and subject right:", read.from.value[0].name === name, read.subject === name);
process.exit(read.from.value[0].name === name && read.subject === name ? 0 : 1);
E
node run.mjs
python3 - <<'E'
import email, email.policy, platform, sys
name = "Հայաստանի հանրային լրատվական գործակալություն"
mail = email.message_from_binary_file(open("mail.eml", "rb"), policy=email.policy.default)
read = mail["from"].addresses[0].display_name
print("Python", platform.python_version(), "subject right:", mail["subject"] == name)
print("From as written:", name)
print("From as read:   ", read)
sys.exit(not (mail["subject"] == name and read != name and read.replace(" ", "") == name.replace(" ", "")))
E
