#!/usr/bin/env bash
# Expected: satori, which lays out cards for social media as CSS would, breaks a Thai or Khmer headline
#   between words. The two have no spaces, so a program has to find the words (UAX #14, class SA; CSS
#   Text 3, section 5.1), and satori does find them, with Intl.Segmenter. Where it breaks at a soft
#   hyphen, it shows one (CSS Text 3, section 6.1: `hyphens: manual` holds where nothing else is set).
# Instead: all the words that it found are put into one line, which runs out of the picture. English is
#   broken at its spaces. With a zero-width space between the same words all fits. A word broken at a
#   soft hyphen has no hyphen: the picture is that of a break at a zero-width space.
# Versions: satori 0.63.2, @fontsource/noto-sans-thai and -khmer 5.3.0 (npm).
# For a newsroom: headlines of the Thai and the Khmer edition are cut off in their cards, and no test
#   with English text shows it. Put U+200B between the words that Intl.Segmenter finds.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts satori@0.63.2 @fontsource/noto-sans-thai@5.3.0 @fontsource/noto-sans-khmer@5.3.0 >/dev/null

cat >run.mjs <<'E'
import { readFileSync } from "node:fs";
import satori from "satori";
const files = ["thai/files/noto-sans-thai-thai", "thai/files/noto-sans-thai-latin", "khmer/files/noto-sans-khmer-khmer"];
const fonts = files.map((file, at) => ({ name: `Noto ${at}`, data: readFileSync(`node_modules/@fontsource/noto-sans-${file}-400-normal.woff`), weight: 400, style: "normal" }));
const WIDTH = 200;
const card = (text, embedFont, width = WIDTH) => satori({ type: "div", props: { style: { display: "flex", width, fontSize: 20 }, children: text } },
  { width: WIDTH, height: 300, embedFont, fonts });
const words = (text, locale) => [...new Intl.Segmenter(locale, { granularity: "word" }).segment(text)].map(({ segment }) => segment);
async function report(who, text) {
  const boxes = [...(await card(text, false)).matchAll(/<text x="([\d.-]+)" y="([\d.-]+)" width="([\d.-]+)"/g)].map((found) => found.slice(1).map(Number));
  const lines = new Set(boxes.map(([, y]) => y)).size;
  const edge = Math.max(...boxes.map(([x, , width]) => x + width));
  console.log(`${who}: ${lines === 1 ? "one line" : "several lines"}, ${edge <= WIDTH ? "fits" : `runs out of the ${edge > 2 * WIDTH ? "picture by more than its width" : "picture"}`}`);
}
const thai = "รัฐบาลไทยอนุมัติงบประมาณใหม่สำหรับโรงเรียนและโรงพยาบาลทั่วประเทศ";
const khmer = "រដ្ឋាភិបាលកម្ពុជាអនុម័តថវិកាថ្មីសម្រាប់សាលារៀននិងមន្ទីរពេទ្យ";
await report("English", "The government approved a new budget for schools and hospitals");
for (const [locale, text] of [["th", thai], ["km", khmer]]) {
  await report(locale, text);
  await report(`${locale}, U+200B between words`, words(text, locale).join("\u200b"));
}
const [soft, zero, hard] = await Promise.all(["\u00ad", "\u200b", "-"].map((sign) => card(`Donau${sign}dampf`, true, 70)));
console.log(`broken at a soft hyphen: ${soft === zero ? "as at a zero-width space" : soft === hard ? "as at a hyphen" : "otherwise"}`);
E
node run.mjs | tee seen
diff seen - <<'E'
English: several lines, fits
th: one line, runs out of the picture by more than its width
th, U+200B between words: several lines, fits
km: one line, runs out of the picture by more than its width
km, U+200B between words: several lines, fits
broken at a soft hyphen: as at a zero-width space
E
