#!/usr/bin/env bash
# Expected: a post on Bluesky is text with facets, whose places count bytes in UTF-8 (the lexicon app.bsky.richtext.facet;
#   RichText's own places do, too). Text put in front of a link moves the link by its bytes. Marks of punctuation
#   around an address do not belong to it, in any language, and a scheme is any case (RFC 3986, 3.1).
# Instead: RichText.insert moves facets by JavaScript's length: behind "Լուր՝ " the link sits some letters too far to
#   the left. delete() is right. detectFacets knows ASCII marks only: the full stop of Armenian
#   and Chinese and the comma of Arabic become part of the address, even of the host. Behind a
#   quotation mark of any kind an address is not seen, nor is HTTPS://.
# Version: @atproto/api 0.21.0 (npm).
# For a newsroom: a post with a label in front ("Breaking" in any language but English) links its neighbour's letters, and a
#   story's address at the end of an Armenian sentence leads to an error. Count bytes and set facets yourself.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts @atproto/api@0.21.0 >/dev/null

cat >run.mjs <<'E'
import { RichText } from "@atproto/api";
const show = (post) => [...post.segments()].map((s) => s.isLink() ? `[${s.text}](${s.link.uri})` : s.text).join("").replaceAll("\u{fffd}", "?");
const detect = (text) => { const post = new RichText({ text }); post.detectFacetsWithoutResolution(); return post; };
for (const label of ["News: ", "Լուր՝ ", "خبر: "]) {
  const post = detect("Story at https://news.example/a today");
  post.insert(0, label); console.log("insert:", show(post));
  post.delete(0, Buffer.byteLength(label)); console.log("delete:", show(post));
}
for (const text of ["See https://news.example/a.", "Տե՛ս https://news.example/a։", "Տե՛ս news.am։", "见https://news.example/a。", "见 https://news.example/a。", "انظر https://news.example/a، ثم",
  'See "https://news.example/a"', "See “https://news.example/a”", "Տե՛ս «https://news.example/a»", "See HTTPS://NEWS.EXAMPLE/a"]) console.log("detect:", show(detect(text)));
E
node run.mjs | tee seen
diff seen - <<'E'
insert: News: Story at [https://news.example/a](https://news.example/a) today
delete: Story at [https://news.example/a](https://news.example/a) today
insert: Լուր՝ Stor[y at https://news.exam](https://news.example/a)ple/a today
delete: Stor[y at https://news.exam](https://news.example/a)ple/a today
insert: خبر: Story [at https://news.exampl](https://news.example/a)e/a today
delete: Story [at https://news.exampl](https://news.example/a)e/a today
detect: See [https://news.example/a](https://news.example/a).
detect: Տե՛ս [https://news.example/a։](https://news.example/a։)
detect: Տե՛ս [news.am։](https://news.am։)
detect: 见https://news.example/a。
detect: 见 [https://news.example/a。](https://news.example/a。)
detect: انظر [https://news.example/a،](https://news.example/a،) ثم
detect: See "https://news.example/a"
detect: See “https://news.example/a”
detect: Տե՛ս «https://news.example/a»
detect: See HTTPS://NEWS.EXAMPLE/a
E
