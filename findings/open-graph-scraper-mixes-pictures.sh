#!/usr/bin/env bash
# Expected: a page may have several og:image. What is said of one (og:image:width, :height, :alt, :secure_url) follows it and
#   belongs to it; of values that contradict each other the first, from top to bottom, is preferred (The Open Graph
#   protocol, "Structured Properties" and "Arrays"). An article's authors and tags are arrays ("No Vertical").
# Instead: open-graph-scraper makes a list of each property and puts the lists side by side: the first picture gets the
#   width, the height and the text of the second, if it has none of its own. Where one picture has a secure_url, the
#   others are gone. A GIF is put first, wherever it stands. A second og:title replaces the first; of two authors and of
#   two tags the last one is left. unfurl.js keeps what belongs together, and the order.
# Versions: open-graph-scraper 6.12.0, unfurl.js 6.4.0 (npm).
# For a newsroom: in previews of linked stories, in chats and in aggregators, a portrait is announced to the blind as a map and
#   cut to the map's shape, or a small animation stands for the story, and one of two authors is not named. Give
#   each og:image all of its properties, and the same ones, or have one only.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts open-graph-scraper@6.12.0 unfurl.js@6.4.0 >/dev/null

cat >run.mjs <<'E'
import { createServer } from "node:http"; import scrape from "open-graph-scraper"; import { unfurl } from "unfurl.js";
const at = "https://news.example/";
const pages = {
  "text and size": [["og:image", at + "face.jpg"], ["og:image", at + "map.jpg"], ["og:image:width", "1200"], ["og:image:height", "630"], ["og:image:alt", "A map"]],
  "secure address": [["og:image", "http://news.example/face.jpg"], ["og:image:secure_url", at + "face.jpg"], ["og:image", at + "map.jpg"]],
  "a moving one": [["og:image", at + "face.jpg"], ["og:image:width", "1200"], ["og:image", at + "dots.gif"], ["og:image:width", "90"]],
  "article": [["og:title", "First"], ["og:title", "Second"], ["article:author", at + "ani"], ["article:author", at + "levon"], ["article:tag", "Votes"], ["article:tag", "Gyumri"]],
};
const html = (tags) => `<!DOCTYPE html><html><head><meta charset="utf-8"><title>T</title>${tags.map(([name, value]) => `<meta property="${name}" content="${value}">`).join("")}</head><body></body></html>`;
const show = (who, images, ...rest) => console.log(`  ${who}:`, [...(images ?? []).map(({ url, secure_url, width, height, alt }) => [secure_url ?? url, width && `${width}x${height ?? "?"}`, alt].filter(Boolean).join(" ")), ...rest.filter((one) => one !== undefined).map((one) => JSON.stringify(one))].join("; "));
let served;
const server = createServer((request, response) => response.setHeader("content-type", "text/html").end(served)).listen(0, "127.0.0.1", async () => {
  for (const [name, tags] of Object.entries(pages)) {
    served = html(tags);
    const { result } = await scrape({ html: served });
    const { open_graph: graph } = await unfurl(`http://127.0.0.1:${server.address().port}/`);
    console.log(name);
    if (name === "article") {
      show("open-graph-scraper", [], result.ogTitle, result.articleAuthor, result.articleTag);
      show("unfurl.js", [], graph.title, graph.articles.map((one) => one.author), graph.articles[0].tags);
    } else {
      show("open-graph-scraper", result.ogImage);
      show("unfurl.js", graph.images);
    }
  }
  server.close();
});
E
node run.mjs | tee seen
diff seen - <<'E'
text and size
  open-graph-scraper: https://news.example/face.jpg 1200x630 A map; https://news.example/map.jpg
  unfurl.js: https://news.example/face.jpg; https://news.example/map.jpg 1200x630 A map
secure address
  open-graph-scraper: https://news.example/face.jpg
  unfurl.js: https://news.example/face.jpg; https://news.example/map.jpg
a moving one
  open-graph-scraper: https://news.example/dots.gif 90x?; https://news.example/face.jpg 1200x?
  unfurl.js: https://news.example/face.jpg 1200x?; https://news.example/dots.gif 90x?
article
  open-graph-scraper: "Second"; "https://news.example/levon"; "Gyumri"
  unfurl.js: "First"; ["https://news.example/ani","https://news.example/levon"]; ["Votes","Gyumri"]
E
