// How the form for editors reads and writes stories (src/commands/editor/stories.js).
"use strict"
const assert = require("node:assert")
const fs = require("node:fs")
const path = require("node:path")

global.window = {}
const [, , script, jsYaml, config, ...folders] = process.argv
const jsyaml = require(jsYaml)
const fields = {}
const { collections } = jsyaml.safeLoad(fs.readFileSync(config, "utf8"))
for (const collection of collections) {
  for (const field of collection.fields) fields[field.name] ??= field
}
const { read, write, refuse, refuseName, refuseTaken } = require(script).stories(fields, jsyaml)

// Nothing was changed.
let count = 0
const look = folder => {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) look(file)
    else if (entry.isFile() && file.endsWith(".md")) {
      const source = fs.readFileSync(file, "utf8")
      assert.strictEqual(write(read(source)), source, file)
      count += 1
    }
  }
}
folders.forEach(look)

const source = `---
# The desk's note.
title: "Talks resume"   # hot
date: 2026-02-01 09:30

tags: water
authors: [Anna Voss, Simo Harrand]
image: dam.svg
dateline: "HESK (HBN) —"
# corrections below
corrections:
  - date: 2026-02-01
    text: >-
      wrong

      # not a comment
extra: {desk: politics,
  b: 1
}
---

The text.
`
const changed = (change, of = source) => {
  const data = read(of)
  change(data)
  return write(data)
}
const replaced = (...pairs) => pairs.reduce((text, [from, to]) => text.replace(from, to), source)

// A form shows what is written briefly as it shows all else.
assert.deepStrictEqual(read(source).image, { src: "dam.svg" })
assert.deepStrictEqual(read(source).tags, ["water"])
assert.deepStrictEqual(read(source).date, "2026-02-01 09:30")

assert.strictEqual(
  changed(data => (data.title = "Talks end")),
  replaced(['"Talks resume"   # hot', "Talks end"]),
)
assert.strictEqual(
  changed(data => (data.tags = ["dam"])),
  replaced(["tags: water", "tags: dam"]),
)
assert.strictEqual(
  changed(data => (data.image.src = "lake.svg")),
  replaced(["dam.svg", "lake.svg"]),
)
assert.strictEqual(
  changed(data => (data.image.alt = "A dam")),
  replaced(["image: dam.svg", "image:\n  src: dam.svg\n  alt: A dam"]),
)
assert.strictEqual(
  changed(data => (data.dateline.place = "OMREK (HBN) —")),
  replaced(['dateline: "HESK (HBN) —"', "dateline: OMREK (HBN) —"]),
)
// What is taken away, and what is not set.
assert.strictEqual(
  changed(data => Object.assign(data, { authors: [], subtitle: "", featured: false, kind: "news" })),
  replaced(["authors: [Anna Voss, Simo Harrand]\n", ""]),
)
// What is new comes last, and the text stands below.
assert.strictEqual(
  changed(data => Object.assign(data, { summary: "yes", body: "Other.\n\nWords." })),
  replaced(["}\n---", "}\nsummary: 'yes'\n---"], ["The text.", "Other.\n\nWords."]),
)
// Lines end as they did.
const windows = source.replace(/\n/g, "\r\n")
assert.strictEqual(
  changed(data => (data.image.alt = "A dam"), windows),
  replaced(["image: dam.svg", "image:\n  src: dam.svg\n  alt: A dam"]).replace(/\n/g, "\r\n"),
)
// Facts that have no lines of their own are written anew, and none is lost.
const flow = changed(data => (data.title = "B"), "---\n{title: A, extra: {b: 1}}\n---\nX\n")
assert.strictEqual(flow, "---\ntitle: B\nextra:\n  b: 1\n---\nX\n")
// What nobody can read is not written.
const broken = "---\ntitle: [\n---\nX\n"
assert.strictEqual(changed(data => (data.title = "B"), broken), broken)
const other = "---\ntitle: caf\uFFFD\n---\nX\n"
assert.strictEqual(changed(data => (data.title = "B"), other), other)

// A story that is told while it happens says so without parts.
const live = value => `---\ntitle: A\nlive: ${value}\n---\nX\n`
assert.strictEqual(changed(data => (data.live.ended = false), live("{ended: true}")), live("true"))
assert.strictEqual(changed(data => (data.live.ended = true), live("true")), live("true").replace(" true", "\n  ended: true"))
assert.strictEqual(changed(data => (data.title = "B"), live("ended")), live("ended").replace("A", "B"))
assert.strictEqual(changed(data => (data.dateline.place = ""), source.replace("live", "")), replaced(['dateline: "HESK (HBN) —"\n', ""]))
// An empty line above the front matter is taken by builds too.
const below = `\n${live("true")}`
assert.strictEqual(changed(data => (data.title = "B"), below), below.replace("A", "B"))
const unended = "---\ntitle: A\ndraft: true\n\nX\n"
assert.strictEqual(changed(data => (data.title = "B"), unended), unended)
// What looks like a number stays as it was written, and so does what the first line begins with.
const numbers = "---\ntitle: A\ntags: [007, 1.10, 2:1, 1_000]\n---\n\n    code\n"
assert.strictEqual(
  changed(data => data.tags.push("dam"), numbers),
  "---\ntitle: A\ntags:\n  - '007'\n  - '1.10'\n  - '2:1'\n  - '1_000'\n  - dam\n---\n\n    code\n",
)
assert.strictEqual(changed(data => (data.body += "\nX"), numbers), numbers + "\nX\n")

// A new story, of which a form has set what it begins with.
const begun = {
  title: "New", date: "2026-02-01 10:00 +04:00", draft: true, kind: "news", hold_with_original: true,
  image: { src: "" }, corrections: [], featured: false, body: "Text",
}
assert.strictEqual(
  write(begun),
  "---\ntitle: New\ndate: '2026-02-01 10:00 +04:00'\ndraft: true\n---\n\nText\n",
)
// Parts come in the order of the form, whichever was typed first.
assert.match(write({ title: "A", image: { alt: "B", src: "c.svg" } }), /image:\n  src: c.svg\n  alt: B\n/)
// What would not build is refused.
refuse(begun)
assert.throws(() => refuse({ ...begun, image: { alt: "A dam" } }), /Image: “Src” is missing/)
// What is only spaces is as if nobody had written it.
const blank = { ...begun, subtitle: " \n", authors: [" "], tags: ["", "dam"], dateline: { place: "\t" } }
assert.strictEqual(
  write(blank),
  "---\ntitle: New\ndate: '2026-02-01 10:00 +04:00'\ndraft: true\ntags:\n  - dam\n---\n\nText\n",
)
assert.throws(() => refuse({ ...begun, title: "  " }), /“Title” is missing/)
assert.throws(() => refuse({ ...begun, corrections: [{ date: "2026-02-01", text: " " }] }), /“Text” is missing/)
assert.match(write({ ...begun, source: { url: "https://a.example/", name: " " } }), /source:\n  url: 'https:\/\/a.example\/'\n---/)
for (const date of ["Invalid date", "0000-01-01 00:00 +00:00", "12026-01-01 00:00 +00:00"]) {
  assert.throws(() => refuse({ ...begun, date }), /Date: .* is no date/)
  assert.throws(() => refuse({ ...begun, corrections: [{ date, text: "X" }] }), /Date: .* is no date/)
}
for (const date of ["2026-02-30 00:00 +00:00", "2026-13-45 99:99", "2026-02-01 25:00", "9999-12-31 00:00 +00:00"]) {
  assert.throws(() => refuse({ ...begun, date }), /Date: .*(there is no|too far away)/, date)
}
refuse({ ...begun, date: "2024-02-29 23:59 +04:00" })
refuse({ ...begun, date: "2026-02-01", expires: "" })
// A story for readers has a text, or is one of another site.
const empty = { ...begun, draft: false, body: " \n" }
assert.throws(() => refuse(empty, true), /Text: there is none/)
refuse(empty)
refuse({ ...empty, draft: true }, true)
refuse({ ...empty, source: { url: "https://a.example/", name: "A" } }, true)
refuse({ ...read("---\ntitle: [\n---\n") }, true)
// A file can be named after each headline.
for (const [name, encoding, isFile] of [
  ["Talks resume", "ascii", true], ["x".repeat(250), "ascii", true], ["x".repeat(251), "ascii", false],
  ["ա".repeat(125), "unicode", true], ["ա".repeat(126), "unicode", false], ["ա".repeat(126), "ascii", true],
  ["Index", "ascii", false], [" _index! ", "unicode", false], ["The index", "ascii", true],
]) {
  const check = () => refuseName(name, encoding)
  isFile ? check() : assert.throws(check, /headline/, name)
}
// No page is where another is.
const ofPages = collections.find(of => of.name === "texts--pages").fields
const { taken } = ofPages.find(field => field.name === "slug")
for (const [page, isNew, isFree] of [
  [{ title: "Search" }, true, false], [{ title: " Séarch! " }, true, false], [{ title: "Politics" }, true, false],
  [{ title: "Most read" }, true, false], [{ title: "2026" }, true, false], [{ title: "hy" }, true, false],
  [{ title: "Admin" }, true, false], [{ title: "About", slug: "corrections" }, true, false],
  [{ title: "About", slug: "tags" }, false, false],
  [{ title: "Search" }, false, true], [{ title: "Search", slug: "find" }, true, true],
  [{ title: "Search the archive" }, true, true], [{ title: "2026 elections" }, true, true],
  [{ title: "About us" }, true, true], [{ title: "Ո՞վ" }, true, true], [{ title: "!" }, true, true],
]) {
  const check = () => refuseTaken(page, taken, isNew)
  isFree ? check() : assert.throws(check, /another page/, JSON.stringify(page))
}
refuseTaken({ title: "Search" }, undefined, true)
// Addresses and names that no build takes are refused as they are typed.
const pattern = field => new RegExp(field.pattern[0])
const ofSource = pattern(fields.source.fields.find(field => field.name === "url"))
const ofAlias = pattern(fields.aliases.field)
for (const [of, text, isGood] of [
  [ofSource, "https://a.example/?a=b c", true], [ofSource, "https://a.example", true],
  [ofSource, "https://a b", false], [ofSource, "https://a b/c", false], [ofSource, "https://?x", false],
  [ofAlias, "/politics/old-name/", true], [ofAlias, "old..name", true], [ofAlias, "/x/...", true],
  [ofAlias, "/x/../y", false], [ofAlias, "../y", false], [ofAlias, "/x/.", false], [ofAlias, "\\a", false],
  [pattern(fields.slug), "talks-day_two.3", true], [pattern(fields.slug), "Новость", false],
  [pattern(fields.slug), "😀", false], [pattern(fields.slug), "会談", true], [pattern(fields.slug), "a b", false], [pattern(fields.slug), ".a", false],
]) assert.strictEqual(of.test(text), isGood, `${of} ${text}`)

console.log(`${count} stories are the same`)
