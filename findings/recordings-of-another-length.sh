#!/usr/bin/env bash
# Expected: an MP3 of 1,000 frames of 1,152 samples at 44,100 Hz is 26.12 s long, whatever bits a second its frames have.
#   A program that is asked to read a whole file for that counts them; and a frame that says how many follow (Xing) is none
#   of sound.
# Instead: music-metadata takes the bits a second of the first frames for all, also with `duration: true`, and says 8.46 s
#   of a file that begins at 128 kbit/s and goes on at 32. mp3-duration and get-mp3-duration count the frames, and
#   the Xing frame with them: 26.15 s.
# Versions: music-metadata 11.16.1, mp3-duration 1.1.0, get-mp3-duration 1.0.0 (npm).
# For a newsroom: quiet recordings are encoded like that by many programs, some without a Xing frame. A feed says 8 seconds
#   of half a minute, and players jump to the wrong chapter. Dateline says no length of such a file on a page, and counts the
#   frames for a podcast of the day.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts music-metadata@11.16.1 mp3-duration@1.1.0 get-mp3-duration@1.0.0 >/dev/null

cat >run.mjs <<'E'
import { writeFileSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parseFile } from "music-metadata";
const require = createRequire(import.meta.url);
// Silent frames of MPEG-1 Layer III, stereo, 44,100 Hz.
const frame = (index, length) => Buffer.concat([Buffer.from([0xff, 0xfb, index << 4, 0]), Buffer.alloc(length - 4)]);
const [high, low] = [frame(9, 417), frame(1, 104)];
const sound = Buffer.concat([...Array(100).fill(high), ...Array(900).fill(low)]);
const xing = Buffer.from(high);
xing.write("Xing", 36); xing.writeUInt32BE(3, 40); xing.writeUInt32BE(1000, 44); xing.writeUInt32BE(sound.length + 417, 48);
writeFileSync("plain.mp3", sound);
writeFileSync("xing.mp3", Buffer.concat([xing, sound]));
for (const file of ["plain.mp3", "xing.mp3"]) {
  const lengths = {
    "music-metadata": (await parseFile(file, { duration: true })).format.duration,
    "mp3-duration": await require("mp3-duration")(file),
    "get-mp3-duration": require("get-mp3-duration")(readFileSync(file)) / 1000,
  };
  console.log(`${file}:`, Object.entries(lengths).map(([who, length]) => `${who} ${length.toFixed(2)}`).join(", "));
}
E
node run.mjs | tee seen
diff seen - <<'E'
plain.mp3: music-metadata 8.46, mp3-duration 26.12, get-mp3-duration 26.12
xing.mp3: music-metadata 26.12, mp3-duration 26.15, get-mp3-duration 26.15
E
