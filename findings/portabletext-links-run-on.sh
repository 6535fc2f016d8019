#!/usr/bin/env bash
# Expected: @portabletext/markdown reads CommonMark as markdown-it does, which it uses: the link in
#   `**[Ani](a) and Levon** met` ends at its bracket, the bold at its stars. Its README lists bold,
#   links and lists as supported both ways, and says that translation preserves semantics.
# Instead: where a link stands in bold (or italic, or struck) text, the end of the link takes the bold
#   away instead, and the end of the bold takes nothing: the words between lose their bold, and the
#   link runs on to the end of the paragraph. A second link is put within the first. With the bold
#   in the link all is right. Two paragraphs of one list item are joined without a space, "One.Two."
# Versions: @portabletext/markdown 2.2.0, beside markdown-it 14.1.0 (npm).
# For a newsroom: many paragraphs open with a name in bold that is a link. Moved from Markdown into a
#   CMS with Portable Text, or edited there as Markdown, the whole paragraph leads to that page. There
#   is no error and no word is missing, so compare where links end.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts @portabletext/markdown@2.2.0 markdown-it@14.1.0 >/dev/null

cat >run.mjs <<'E'
import MarkdownIt from "markdown-it";
import { markdownToPortableText } from "@portabletext/markdown";
const bold = { strong_open: 1, strong_close: -1 }, link = { link_open: 1, link_close: -1 };
// Each piece of text with its state: B for bold, and L for each link around it.
function expected(source) {
  const pieces = [];
  let inBold = 0, inLink = 0;
  for (const token of new MarkdownIt().parse(source, {}).flatMap((block) => block.children ?? [])) {
    inBold += bold[token.type] ?? 0;
    inLink += link[token.type] ?? 0;
    if (token.type === "text" && token.content) pieces.push([token.content, "B".repeat(inBold) + "L".repeat(inLink)]);
  }
  return pieces;
}
function seen(source) {
  return markdownToPortableText(source).flatMap((block) => block.children.map(({ text, marks }) =>
    [text, marks.map((mark) => (mark === "strong" ? "B" : "L")).sort().join("")]));
}
const shown = (pieces) => pieces.map(([text, state]) => `${text}{${state}}`).join("");
for (const source of [
  "**[Ani](/ani/) and Levon** met in Gyumri",
  "**[Ani](/ani/) and Levon** met [Mariam](/mariam/) in Gyumri",
  "**[Ani](/ani/)** spoke in Gyumri",
  "[**Ani** and Levon](/ani/) met in Gyumri",
  "- One.\n\n  Two.",
]) {
  console.log(`${shown(expected(source)) === shown(seen(source)) ? "same" : "other"}: ${shown(seen(source))}`);
}
E
node run.mjs | tee seen
diff seen - <<'E'
other: Ani{BL} and Levon met in Gyumri{L}
other: Ani{BL} and Levon met {L}Mariam{LL} in Gyumri{L}
other: Ani{BL} spoke in Gyumri{L}
same: Ani{BL} and Levon{L} met in Gyumri{}
other: One.Two.{}
E
