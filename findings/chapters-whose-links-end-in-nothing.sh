#!/usr/bin/env bash
# Expected: the link of a chapter in an MP3 (a frame WXXX within CHAP) is the address alone: what ends a text in ID3v2
#   is no part of it, whoever wrote it there (ID3v2.3, section 3.3).
# Instead: eyeD3 gives the address with the NUL behind it that mutagen writes, and with a link as `href` of a page it
#   leads nowhere. music-metadata, node-id3 and mutagen itself leave it out.
# Versions: eyeD3 0.9.9, mutagen 1.48.1 (PyPI); music-metadata 11.16.1, node-id3 0.2.9 (npm).
# For a newsroom: a page of chapters that is made of a podcast by a script has links that do not work. Take `\0` off each. Dateline
#   writes the address without one, which all four read.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install eyed3==0.9.9 mutagen==1.48.1
npm install --silent --no-audit --no-fund --ignore-scripts music-metadata@11.16.1 node-id3@0.2.9 >/dev/null

cat >run.py <<'E'
import eyed3, mutagen.id3 as id3
open("talk.mp3", "wb").write((bytes([0xff, 0xfb, 0x90, 0]) + bytes(413)) * 400)
link = id3.WXXX(encoding=0, desc="", url="https://news.example/talks/")
chapter = dict(start_time=0, end_time=10449, start_offset=0xFFFFFFFF, end_offset=0xFFFFFFFF)
tag = id3.ID3()
tag.add(id3.CHAP(element_id="c0", sub_frames=[id3.TIT2(encoding=1, text=["Talks"]), link], **chapter))
tag.save("talk.mp3", v2_version=3)
print("mutagen", repr(id3.ID3("talk.mp3").getall("CHAP")[0].sub_frames["WXXX:"].url))
print("eyeD3", repr([it.user_url for it in eyed3.load("talk.mp3").tag.chapters][0]))
E
cat >run.mjs <<'E'
import { parseFile } from "music-metadata";
import NodeID3 from "node-id3";
const { chapters } = (await parseFile("talk.mp3", { includeChapters: true })).format;
console.log("music-metadata", `'${chapters[0].url.url}'`);
console.log("node-id3", `'${NodeID3.read("talk.mp3").chapter[0].tags.userDefinedUrl[0].url}'`);
E
{ v/bin/python run.py; node run.mjs; } | tee seen
diff seen - <<'E'
mutagen 'https://news.example/talks/'
eyeD3 'https://news.example/talks/\x00'
music-metadata 'https://news.example/talks/'
node-id3 'https://news.example/talks/'
E
