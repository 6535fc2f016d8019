// Written by `dateline editor`, which writes it anew.
//
// Decap CMS writes the facts above a story anew at each save: comments, quotes and the order of lines
// are lost, and what is written in another way than its form has it. This reads and writes stories in
// its place. Only what was changed in the form is changed in the file.
"use strict"

window.CMS_MANUAL_INIT = true

async function writeStories() {
  if (!window.CMS || !window.jsyaml) {
    document.body.textContent =
      "Decap CMS is not there yet: `dateline editor` says the command that brings it."
    return
  }
  const answer = await fetch("config.yml", { cache: "no-store" })
  const config = jsyaml.safeLoad(await answer.text())
  const fields = {}
  const collections = config.collections ?? []
  for (const collection of collections) {
    for (const field of collection.fields ?? []) fields[field.name] ??= field
  }
  const { read, write, refuse, refuseName, refuseTaken } = stories(fields, jsyaml)
  CMS.registerCustomFormat("yaml-frontmatter", "md", { fromFile: read, toFile: write })
  CMS.registerEventListener({
    name: "preSave",
    handler: ({ entry }) => {
      const data = entry.get("data").toJS()
      const of = collections.find(collection => collection.name === entry.get("collection"))
      const isStory = /^section--/.test(of?.name ?? "")
      refuse(data, isStory)
      const isNew = entry.get("newRecord")
      if (isNew) refuseName(data[of?.identifier_field ?? "title"], config.slug?.encoding)
      refuseTaken(data, of?.fields?.find(field => field.name === "slug")?.taken, isNew)
      return entry.get("data")
    },
  })
  CMS.init({ config: { ...config, load_config_file: false } })
}

/** How stories with these fields are read for a form and written again. */
function stories(fields, jsyaml) {
  // The whole file, beside what the form shows of it: no field is called so.
  const SOURCE = "--- source"
  const order = Object.keys(fields)
  const yaml = { schema: jsyaml.CORE_SCHEMA }
  // As Dateline reads: a text that only looks like a number, such as 007, 1.10 or 2:1, is a text.
  const scalar = (name, pattern, construct) => new jsyaml.Type("tag:yaml.org,2002:" + name, {
    kind: "scalar", resolve: text => pattern.test(text ?? ""), construct,
  })
  const read_as = new jsyaml.Schema({ include: [jsyaml.FAILSAFE_SCHEMA], implicit: [
    scalar("null", /^(?:|~|null|Null|NULL)$/, () => null),
    scalar("bool", /^(?:true|True|TRUE|false|False|FALSE)$/, text => text.toLowerCase() === "true"),
    scalar("int", /^(?:0|-?[1-9][0-9]{0,14})$/, Number),
  ] })
  const load = text => jsyaml.safeLoad(text, { schema: read_as })
  const dump = value => jsyaml.safeDump(value, { ...yaml, lineWidth: -1, noRefs: true })
  const isMap = value => typeof value === "object" && value !== null && !Array.isArray(value)
  const isSame = (one, other) => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))

  function sorted(value) {
    if (Array.isArray(value)) return value.map(sorted)
    if (!isMap(value)) return value
    return Object.fromEntries(Object.keys(value).sort().map(key => [key, sorted(value[key])]))
  }

  /** The facts and the text of a file. */
  function parts(source) {
    const found = /^(\uFEFF?(?:[^\S\n]*\n)*---[^\S\n]*\n)((?:[^\n]*\n)*?)((?:---|\.\.\.)[^\S\n]*(?:\n|$))([^]*)$/.exec(source)
    if (!found && /^\s*(?:[-‐‑–—―−+]+[^\S\n]*(?:\n|$)|[A-Za-z][\w-]*:\s)/.test(source)) {
      throw new Error("its front matter has no beginning or no end")
    }
    if (!found) return { begin: "---\n", facts: "", end: "---\n", text: source }
    const [, begin, facts, end, text] = found
    return { begin, facts, end, text }
  }

  /** A value as the form has it: a text that stands for a map or a list as one of these. */
  function formed(field, value) {
    if (value === null || value === undefined) return undefined
    switch (field?.widget) {
      case "object":
        // `live: true`, and `live: ended`.
        if (typeof value === "boolean") return value ? {} : undefined
        if (field.fields?.some(part => part.name === value && part.widget === "boolean")) return { [value]: true }
        if (!isMap(value)) return field.fields ? { [field.fields[0].name]: String(value) } : value
        return formedAll(field.fields ?? [], value)
      case "list": {
        const list = Array.isArray(value) ? value : [value]
        return list.map(item =>
          field.fields && isMap(item) ? formedAll(field.fields, item)
            : field.field ? formed(field.field, item) : item)
      }
      case "string": case "text": case "datetime": case "select": case "image":
        return typeof value === "object" ? value : String(value)
      default:
        return value
    }
  }

  function formedAll(list, map) {
    const of = name => list.find(field => field.name === name)
    const all = Object.entries(map).map(([name, value]) => [name, formed(of(name), value)])
    return Object.fromEntries(all.filter(([, value]) => value !== undefined))
  }

  /** The same without what is empty. */
  function filled(value) {
    if (value === null || value === undefined) return undefined
    if (typeof value === "string" && !value.trim()) return undefined
    if (Array.isArray(value)) {
      const list = value.map(filled).filter(item => item !== undefined)
      return list.length ? list : undefined
    }
    if (!isMap(value)) return value
    const all = Object.entries(value).map(([name, of]) => [name, filled(of)])
    const some = all.filter(([, of]) => of !== undefined)
    return some.length ? Object.fromEntries(some) : undefined
  }

  /** The same without parts that say no more than what holds without them. */
  function told(field, value) {
    if (!field || value === undefined) return value
    if (Array.isArray(value) && field.fields) {
      return filled(value.map(item => (isMap(item) ? toldAll(field.fields, item) : item)))
    }
    if (isMap(value) && field.fields) return filled(toldAll(field.fields, value))
    return value
  }

  function toldAll(list, map) {
    const of = name => list.find(field => field.name === name)
    return Object.fromEntries(Object.entries(map).filter(([name, value]) => {
      const field = of(name)
      return !field || field.absent === undefined || field.absent !== value
    }))
  }

  /** Refuses what would not build: a map that lacks what it needs, spaces where words have to be, and
   *  a story for readers that has no text. */
  function refuse(data, isStory = false) {
    if (data[SOURCE]?.whole) return
    const { draft, body = "", source } = data
    if (isStory && draft !== true && !body.trim() && !filled(source)) {
      throw new Error("Text: there is none, and the story is no draft. Write it, or leave “Draft” on.")
    }
    for (const [name, value] of Object.entries(data)) {
      const field = fields[name]
      if (field?.required && value !== undefined && value !== null && filled(value) === undefined) {
        throw new Error(`“${field.label}” is missing. ${field.hint}`)
      }
      const of = told(field, filled(value))
      refuseDate(field, of)
      for (const item of Array.isArray(of) ? of : [of]) {
        if (!isMap(item)) continue
        const missing = field?.fields?.find(part => part.needed && item[part.name] === undefined)
        if (missing) throw new Error(`${field.label}: “${missing.label}” is missing. ${missing.hint}`)
        for (const part of field?.fields ?? []) refuseDate(part, item[part.name])
      }
    }
  }

  function refuseDate(field, value) {
    if (field?.widget !== "datetime" || value === undefined) return
    if (!/^(?!0000)\d{4}-\d{2}-\d{2}/.test(value)) {
      throw new Error(`${field.label}: “${value}” is no date. Write it like 2026-02-01 09:30 +04:00.`)
    }
    // What no calendar and no clock has; and the last days that are counted, which are another day in
    // some time zone.
    const [year, month, day, hour = 0, minute = 0] = value.match(/\d+/g).map(Number)
    const at = new Date(0)
    at.setUTCFullYear(year, month - 1, day)
    if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day || hour > 23 || minute > 59) {
      throw new Error(`${field.label}: there is no “${value}”. Write it like 2026-02-01 09:30 +04:00.`)
    }
    if (value > "9999-12-30") {
      throw new Error(`${field.label}: “${value}” is too far away. Leave it empty for “never”.`)
    }
  }

  /** Refuses a new text whose file could not be named after it: with `.md` behind it, no disk takes
   *  more than 255 bytes; and `index` is the page of a folder. */
  function refuseName(name, encoding) {
    const plain = String(name ?? "").normalize("NFD")
    const spelled = encoding === "ascii" ? plain.replace(/[^\x00-\x7F]/g, "") : plain.normalize("NFC")
    const bytes = new TextEncoder().encode(spelled).length
    if (bytes > 250) {
      throw new Error(
        `The file is named after the headline, which is too long for it: ${bytes} bytes, and 250 are room ` +
          "for. Save it with a shorter one; it can be changed afterwards.",
      )
    }
    if (/^[^\p{L}\p{N}]*index[^\p{L}\p{N}]*$/iu.test(spelled)) {
      throw new Error("A file cannot be named “index”. Save it with another headline; it can be changed afterwards.")
    }
  }

  /** Refuses a page where another is: its address is its `slug`, or follows from the name of its
   *  file, which is made from its title while it is new. */
  function refuseTaken({ title, slug }, taken = [], isNew) {
    const spelled = text =>
      String(text ?? "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu)?.join("-")
    const name = spelled(slug) ?? (isNew ? spelled(title) : undefined)
    const isYear = taken.length > 0 && /^\d{4}$/.test(name)
    if (!isYear && !taken.some(other => spelled(other) === name)) return
    throw new Error(
      `The page would be at /${name}/, where the site has another page: a section, a list or the like. ` +
        "Write another name into “Slug”.",
    )
  }

  /** A text without empty lines around it: what its first line is indented by is part of it. */
  const bare = text => text.replace(/^(?:[^\S\n]*\n)+/, "").trimEnd()

  function read(source) {
    let all, facts, text
    try {
      ({ facts, text } = parts(source))
      // What is no text in UTF-8 would be another file afterwards.
      if (source.includes("\uFFFD")) throw new Error("it is not in UTF-8")
      all = facts.trim() ? load(facts) : {}
      if (all && !isMap(all)) throw new Error("no map")
    } catch (error) {
      // Nothing of it is written again.
      return { title: `cannot be read: ${error.message.split("\n")[0]}`, [SOURCE]: { source, whole: true } }
    }
    const shown = {}
    for (const [name, value] of Object.entries(all ?? {})) {
      const of = formed(fields[name], value)
      if (of !== undefined) shown[name] = of
    }
    const body = text.replace(/\r\n/g, "\n").replace(/^\n+/, "")
    return { ...shown, body, [SOURCE]: { source } }
  }

  /** The same with the parts of maps in the order of the form, not that of typing. */
  function ordered(field, value) {
    if (!field?.fields) return value
    if (Array.isArray(value)) return value.map(item => ordered(field, item))
    if (!isMap(value)) return value
    const names = field.fields.map(part => part.name).filter(name => name in value)
    const all = [...names, ...Object.keys(value).filter(name => !names.includes(name))]
    return Object.fromEntries(all.map(name => [name, value[name]]))
  }

  /** A fact as it is written: as briefly as it was. */
  function written(name, value, before) {
    const field = fields[name]
    if (before !== undefined && !isMap(before) && isMap(value) && field?.widget === "object") {
      const names = Object.keys(value)
      if (names.length === 1 && names[0] === field.fields[0].name) value = value[names[0]]
    }
    if (before !== undefined && !Array.isArray(before) && Array.isArray(value) && value.length === 1) {
      value = value[0]
    }
    return dump({ [name]: ordered(field, value) })
  }

  /** Whether a map says something by being there, though no part of it says more: `live: true`. */
  function isSaidAlone(name, data) {
    const field = fields[name]
    const isFlag = field?.widget === "object" && field.fields?.some(part => part.widget === "boolean")
    return isFlag && isMap(data[name])
  }

  /** The facts in pieces: each fact with its lines, and what stands between them. */
  function pieces(facts) {
    const all = []
    for (const line of facts.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
      const last = all[all.length - 1]
      const isNew = /^[^\s#\-}\]].*?:(\s|$)/.test(line)
      if (isNew) all.push({ isFact: true, lines: [line] })
      else if (last?.isFact) last.lines.push(line)
      else if (last) last.lines.push(line)
      else all.push({ isFact: false, lines: [line] })
    }
    // Comments and empty lines below a fact are of what follows.
    return all.flatMap(piece => {
      if (!piece.isFact) return [piece]
      let end = piece.lines.length
      while (end > 1 && /^(#.*|\s*)$/.test(piece.lines[end - 1].trimEnd())) end -= 1
      const rest = piece.lines.slice(end)
      const own = { isFact: true, lines: piece.lines.slice(0, end) }
      return rest.length ? [own, { isFact: false, lines: rest }] : [own]
    })
  }

  function write(data) {
    const { body = "", [SOURCE]: before, ...rest } = data
    if (before?.whole) return before.source
    const wanted = {}
    for (const [name, value] of Object.entries(rest)) {
      const of = told(fields[name], filled(value))
      if (of === undefined) continue
      wanted[name] = of
    }
    const isSaid = name => fields[name]?.absent === undefined || fields[name].absent !== wanted[name]
    const place = name => (order.indexOf(name) + order.length + 1) % (order.length + 1)
    const names = Object.keys(wanted).sort((one, other) => place(one) - place(other))
    const text = bare(body)
    if (before === undefined) {
      const facts = names.filter(isSaid).map(name => written(name, wanted[name]))
      return `---\n${facts.join("")}---\n\n${text ? text + "\n" : ""}`
    }

    const { body: bodyBefore, [SOURCE]: _, ...factsBefore } = read(before.source)
    const isAsBefore = filled(factsBefore) ?? {}
    for (const name of Object.keys(isAsBefore)) isAsBefore[name] = told(fields[name], isAsBefore[name])
    if (text === bare(bodyBefore ?? "") && isSame(isAsBefore, wanted)) return before.source
    const old = parts(before.source)
    const lineEnd = /\r\n/.test(old.begin) ? "\r\n" : "\n"
    const ended = lines => lines.replace(/\r?\n/g, lineEnd)
    const all = (old.facts.trim() ? load(old.facts) : {}) ?? {}
    let list = pieces(old.facts).map(piece => ({ ...piece, text: piece.lines.join("") }))
    try {
      for (const piece of list.filter(piece => piece.isFact)) {
        const names = Object.keys(load(piece.text))
        if (names.length !== 1) throw new Error("not one fact")
        piece.name = names[0]
      }
      const found = list.filter(piece => piece.isFact).map(piece => piece.name)
      if (!isSame([...found].sort(), Object.keys(all).sort())) throw new Error("not all facts")
    } catch {
      // Written in a way that has no lines of its own for each: all of it anew.
      list = Object.keys(all).map(name => ({ isFact: true, name, text: dump({ [name]: all[name] }) }))
    }
    const facts = list.map(piece => {
      if (!piece.isFact) return piece.text
      const value = all[piece.name]
      const was = told(fields[piece.name], filled(formed(fields[piece.name], value)))
      const is = wanted[piece.name]
      if (isSame(was, is)) return piece.text
      if (is === undefined && isSaidAlone(piece.name, rest)) return ended(dump({ [piece.name]: true }))
      return is === undefined ? "" : ended(written(piece.name, is, value))
    })
    const added = names.filter(name => !(name in all) && isSaid(name))
    const end = facts.length && !facts[facts.length - 1].endsWith("\n") ? lineEnd : ""
    const more = added.map(name => ended(written(name, wanted[name]))).join("")
    const wasText = bare(old.text.replace(/\r\n/g, "\n"))
    const lead = /^\s*\n/.exec(old.text)?.[0] ?? lineEnd
    const newText = text === wasText ? old.text : lead + ended(text) + lineEnd
    return old.begin + facts.join("") + end + more + old.end + newText
  }

  return { read, write, refuse, refuseName, refuseTaken }
}

if (typeof module !== "undefined") module.exports = { stories }
