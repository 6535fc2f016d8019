#!/usr/bin/env bash
# Expected: what @tiptap/markdown writes, it reads again as the same document; it escapes "*", "_" and
#   "[" for that. CommonMark 0.31.2, section 2.4, lets "1986\." and "\#" be written, too.
# Instead: nothing is escaped where a line begins. A paragraph "1986. It was cold" comes back as item
#   1986 of a list, without its number in the text, "# 1 in the charts" as a heading, "- and so on" as a bullet;
#   "---" turns into a rule and its text is gone. In a bare address it does escape, and the
#   backslashes become part of the link. A fence in a code block ends the block.
# Version: @tiptap/markdown 3.35.0 with @tiptap/core and @tiptap/starter-kit 3.35.0 (npm).
# For a newsroom: an editor's story changes by being saved and opened. Keep the editor's JSON as the
#   source, or read each saved file again and compare.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts @tiptap/markdown@3.35.0 @tiptap/core@3.35.0 @tiptap/pm@3.35.0 @tiptap/starter-kit@3.35.0 >/dev/null

cat >run.mjs <<'E'
import { MarkdownManager } from "@tiptap/markdown"; import StarterKit from "@tiptap/starter-kit";
const manager = new MarkdownManager({ extensions: [StarterKit] });
const texts = (node) => node.text ?? (node.content ?? []).map(texts).join("");
const links = (node) => [...(node.marks ?? []).map((mark) => mark.attrs?.href), ...(node.content ?? []).flatMap(links)].filter(Boolean);
const cases = [  // block and text that is saved; blocks and text that are read
  ["paragraph", "2 * 3 * 4 and _so_ [1](on)", "paragraph", "2 * 3 * 4 and _so_ [1](on)"],
  ["paragraph", "1986. It was cold", "orderedList", "It was cold"],
  ["paragraph", "# 1 in the charts", "heading", "1 in the charts"],
  ["paragraph", "- and so on", "bulletList", "and so on"],
  ["paragraph", "---", "horizontalRule", ""],
  ["paragraph", "See https://news.example/a_long_name", "paragraph", "See https://news.example/a\\_long\\_name"],
  ["codeBlock", "a\n```\nb", "codeBlock paragraph", "ab\n```"],
];
let isAsStated = true;
for (const [type, text, blocks, stated] of cases) {
  const saved = manager.serialize({ type: "doc", content: [{ type, content: [{ type: "text", text }] }] });
  const read = manager.parse(saved), kinds = read.content.map((block) => block.type).join(" ");
  console.log(JSON.stringify(text), "saved as", JSON.stringify(saved), "read as", kinds, JSON.stringify(texts(read)), ...links(read));
  isAsStated &&= kinds === blocks && texts(read) === stated;
}
process.exit(isAsStated ? 0 : 1);
E
node run.mjs
