// The search of /search/: the engine, which reads the index that the build wrote, and the page, of which the engine knows
// nothing. What readers see in words stands in templates/search.html.

// ---- Words. src/search/words/ makes the same of the same text, and says why; tests/search/words.json holds both to it.

const UNSPACED = "\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}ー\u3099\u309A\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Khmr}\\p{sc=Mymr}";
const STRETCH = new RegExp(`[${UNSPACED}][${UNSPACED}\xAD]*|[^${UNSPACED}]+`, "gu");
const HAS_UNSPACED = new RegExp(`[${UNSPACED}]`, "u");
const CLUSTER = /(?:[เ-ไເ-ໄ]\xAD*)*[^](?:[\u17D2\u1039]\xAD*[^]|[\p{M}ะาๅະາ\xAD])*/gu;

/** Letters, each with what is searched in its place. */
const LIKE = Object.fromEntries("ßss æae œoe þth øo đd ðd łl ħh ıi ςσ ґг ىي یي ےي کك ةه ہه ەه ـ ँं əe".split(" ")
  .map(pair => [pair[0], pair.slice(1)]));

/** Digits of a script lie side by side. */
function plain(char) {
  let below = -1;
  for (let code = char.codePointAt(); /\p{Nd}/u.test(String.fromCodePoint(code)); code--) below++;
  return below < 0 ? char : below % 10;
}

const bare = text => text.normalize("NFKD")
  .replace(/([иИ]\u0306)|(?![\u3099\u309A])(?=\p{M})[\p{sc=Zinh}\p{sc=Arab}\p{sc=Hebr}\p{sc=Cyrl}\u093C]/gu, "$1");
/** Lower case may make marks anew, as of İ. */
export const fold = text => bare(bare(text.replace(/[\xA0\u202F]/g, "٬").replaceAll("ㆍ", "·").replace(/(?!\u200B)\p{Cf}/gu, "")).toLowerCase())
  .replace(/[^\0-\x7F]/gu, char => LIKE[char] ?? plain(char))
  .replace(/[^\u1100-\u11FF]+/g, part => part.normalize());

/** Puts holes behind the first letter. */
const hide = (all, before) => before.padEnd(all.length, "\xAD");
const ELIDED = /(^|[^\p{L}\p{M}\p{N}])(?:(?:[cdjlmnstv]|(?:jus|lors|puis|quoi)?qu|(?:a|co|da|de|ne|pe|su)ll|(?:a|da|de|ne|su)?gl|un|que(?:st|ll)|sant)['’ʼ]){1,3}(?=[aeiouyh])/gu;
const THOUSANDS = /^(?:[1-9]\d{0,2}([.,'’٬])\d{3}(?:\1\d{3})*|[1-9]\d?(?:,\d\d)+,\d{3})(?=(?:[.,]\d+)?$)/;
const NO_WIDTH = new RegExp(`([\\p{L}\\p{M}])(?:•|\\.|\u200B)\u200B*(?=[\\p{L}\\p{M}])`.replaceAll("[", `(?=[${UNSPACED}])[`), "gu");

/** Folded text with holes (soft hyphens, which it has none of) for signs that divide no word. */
export const join = text => text.replaceAll("եւ", "եվ")
  .replace(ELIDED, (all, before) => before.padEnd(all.length))
  .replace(/((?![ʼʻ])[\p{L}\p{M}])['’‘ʼʻ׳״՚-՜՞՟·‧]+(?=(?![ʼʻ])[\p{L}\p{M}])/gu, hide)
  .replace(/([א-ת])["”]+(?=[א-ת])/g, hide)
  .replace(/\d+(?:[.,'’٬]\d+)*/g, number => number.replace(THOUSANDS, head => head.replace(/\D/g, "\xAD")))
  .replace(/[\p{L}\p{M}\p{N}\xAD]+(?:\.[\p{L}\p{M}\p{N}\xAD]+)*/gu,
    all => /^(?:(\p{L})(?:\1|h)?\p{M}*\.)+$/u.test(all + ".") ? all.replaceAll(".", "\xAD") : all)
  .replace(/([\p{sc=Kana}ー])[・=゠](?=\p{sc=Kana})/gu, hide)
  .replace(NO_WIDTH, hide);

/** The same of a query: `U. S.` too, which a text has as `us` besides. */
const joinAll = text => join(text.replace(/(^|[^\p{L}\p{M}\p{N}\xAD.])((?:(\p{L})(?:\3|h)?\p{M}*\.[ ٬](?=(\p{L})(?:\4|h)?\p{M}*\.))+)/gu,
  (all, before, spaced) => before + spaced.replace(/[. ٬]/g, "\xAD")));

const ARTICLE = /^[وف]?(?:[بك]?ال|لل)(?!له$)(?=..)/u;
const PREFIX = /^(?:ו?(?:כ?ש)?[בכלמ]?ה?|[وف]?[بكل]?)$/;

/** Words of joined text, each with where it begins and ends; and parts of words, which say so. */
export function* cut(text) {
  const piece = (text, begin, end, isPart) => [[...text.replaceAll("\xAD", "")].slice(0, 64).join(""), begin, end, isPart];
  for (const run of text.matchAll(/[\p{L}\p{N}\p{M}\xAD]+/gu)) {
    for (const {0: stretch, index} of run[0].matchAll(STRETCH)) {
      let at = run.index + index;
      const end = at + stretch.length;
      if (HAS_UNSPACED.test(stretch)) {
        const all = stretch.match(CLUSTER);
        for (let i = 0; i < all.length; i++) {
          const behind = at + all[i].length, next = all[i + 1];
          yield piece(all[i], at, behind, all.length > 1);
          if (next) yield piece(all[i] + next, at, behind + next.length);
          at = behind;
        }
        continue;
      }
      const whole = stretch.replaceAll("\xAD", ""), word = whole.replace(ARTICLE, "");
      const start = at + whole.length - word.length;
      yield piece(word, start, end);
      if (start > at) yield piece(whole, at, end, 2);
      const hyphen = /^\p{N}/u.test(word) && /([\p{L}\p{M}\xAD]+)[-‐]$/u.exec(text.slice(Math.max(0, at - 65), at));
      if (hyphen) yield piece(hyphen[1] + word, at - hyphen[0].length, end, true);
      for (let i = 1; i < 5 && PREFIX.test(word.slice(0, i)); i++) {
        if (word.length - i > (word < "ء" ? 1 : 2)) yield piece(word.slice(i), start + i, end, true);
      }
      const other = word.search(/^\p{N}/u.test(word) ? /\P{N}/u : /\p{N}/u);
      if (other > 0) {
        yield piece(word.slice(0, other), start, start + other, true);
        yield piece(word.slice(other), start + other, end, true);
      }
    }
  }
}

/** Text in pieces, `[piece, whether it is one of the words]`. Folds letter by letter, to know where each came from. */
export function mark(text, wanted) {
  const set = new Set(wanted), known = new Map(), from = [], to = [];
  let folded = "", at = 0;
  // A letter's marks belong to it.
  for (const [letter] of text.matchAll(/[^][\p{M}\p{Cf}ﾞﾟ]*/gu)) {
    if (!known.has(letter)) known.set(letter, fold(letter));
    const small = known.get(letter);
    folded += small;
    for (let i = 0; i < small.length; i++) from.push(at), to.push(at + letter.length);
    at += letter.length;
  }
  const pieces = [];
  let done = 0, start = -1;
  const close = () => {
    if (start >= 0) pieces.push([text.slice(start, done), true]);
    start = -1;
  };
  for (const [word, begin, end] of cut(joinAll(folded))) {
    if (!set.has(word)) continue;
    const first = from[begin];
    // Pairs of Chinese or Japanese characters overlap: one mark for all.
    if (start < 0 || first > done) {
      close();
      if (first > done) pieces.push([text.slice(done, first), false]);
      start = Math.max(done, first);
    }
    done = Math.max(done, to[end - 1]);
  }
  close();
  if (done < text.length) pieces.push([text.slice(done), false]);
  return pieces;
}

/** About so much of a marked text is shown, from a little before where most of the words stand together. */
const PASSAGE = 160, BEFORE = 40;

export function passage(pieces) {
  let start = -1, most = 0;
  pieces.forEach(([, isFound], i) => {
    const near = new Set();
    for (let j = i, length = 0; isFound && j < pieces.length && length < PASSAGE - BEFORE; length += pieces[j++][0].length) {
      if (pieces[j][1]) near.add(pieces[j][0].toLowerCase());
    }
    if (near.size > most) [start, most] = [i, near.size];
  });
  const shown = [], lead = [...pieces[start - 1]?.[0] ?? ""];
  if (lead.length) shown.push([lead.length > BEFORE ? "…" + lead.slice(-BEFORE).join("").replace(/^\S+\s/, "") : lead.join(""), false]);
  for (let i = start, left = PASSAGE - BEFORE; i >= 0 && i < pieces.length && left > 0; i++) {
    const [text, isFound] = pieces[i], chars = [...text];
    shown.push([isFound || chars.length <= left ? text : chars.slice(0, left).join("").replace(/\s\S*$/, "") + "…", isFound]);
    left -= chars.length;
  }
  return shown;
}

/**
 * A query's parts, each a list of words that have to follow each other; those that no story may have; and whether the last
 * word may go on.
 */
export function parse(query) {
  const parts = [], without = [], minus = /\s-$/;
  let open = false, list = parts;
  // Between two letters of Hebrew it is no quote.
  query.replace(/([א-ת])["”](?=[א-ת])/g, "$1״").replace(/\B‘(.+?)’(?!\w)/g, '"$1"').split(/["“”„«»「」『』]/).forEach((piece, i) => {
    const text = joinAll(fold(piece));
    let part, before = "", last = 0;
    if (i % 2) list.push(part = []);
    for (const [word, begin, end, isPart] of cut(text)) {
      // The whole of what was cut behind an article.
      if (isPart > 1) part[part.length - 1] = word;
      if (isPart) continue;
      const gap = text.slice(last, begin);
      const follows = begin < last || list === without && !/\s/.test(gap)
        || gap === "\0"
        || /^[-‐]$/.test(gap) && /^\p{N}/u.test(word) && !/\p{N}/u.test(before);
      if (!(i % 2) && !(part && follows)) {
        list = minus.test(last ? gap : " " + gap) ? without : parts;
        list.push(part = []);
      }
      part.push(before = word);
      last = end;
    }
    open = last > 0 && list === parts && !/\s$/.test(piece);
    const rest = text.slice(last);
    list = !(i % 2) && minus.test(last ? rest : " " + rest) ? without : parts;
  });
  const some = list => list.filter(part => part.length);
  return {parts: some(parts), without: some(without), open};
}

// ---- Files

const utf8 = new TextDecoder(), utf8s = new TextEncoder();

class Bytes {
  at = 0;
  constructor(buffer) {
    this.bytes = new Uint8Array(buffer);
  }
  /** Goes on, and says from where. */
  step(length) {
    const start = this.at;
    this.at += length;
    if (this.at > this.bytes.length) throw new RangeError("Index is cut off");
    return start;
  }
  int() {
    for (let n = 0, factor = 1; ; factor *= 128) {
      const byte = this.bytes[this.step(1)];
      n += (byte & 127) * factor;
      if (byte < 128) return n;
    }
  }
  /** How many parts follow: not more than there are bytes. */
  length() {
    const length = this.int();
    if (length > this.bytes.length) throw new RangeError("Index is cut off");
    return length;
  }
  /** Bytes of which the first are those of `before`. */
  text(before) {
    const shared = this.int(), rest = this.int();
    const start = this.step(rest);
    return Uint8Array.of(...before.slice(0, shared), ...this.bytes.subarray(start, start + rest));
  }
}

export function decodeTable(buffer, stories) {
  const file = new Bytes(buffer);
  const sections = [], days = [], lengths = [];
  for (let i = 0, day = 0; i < stories; i++) {
    sections.push(file.bytes[file.step(1)]);
    days.push(day += file.int());
    lengths.push(file.int() * 4);
  }
  return {sections, days, lengths};
}

/** The head of a terms file; `stories` and `places` say where the postings and the positions of each word begin. */
export function decodeTerms(buffer) {
  const file = new Bytes(buffer);
  const count = file.int();
  const words = [], groups = [], stems = [], elsewhere = [], first = [], stories = [0], places = [0];
  let raw = [];
  for (let left = file.int(); left > 0; left--) {
    raw = file.text(raw);
    words.push(utf8.decode(raw));
    const group = file.int();
    groups.push(group);
    stories.push(stories[stories.length - 1] + file.int());
    places.push(places[places.length - 1] + file.int());
    first[group] ??= raw;
  }
  for (let i = 0; i < count; i++) {
    const next = () => utf8.decode(file.text(first[i] ?? []));
    stems.push(next());
    elsewhere.push(Array.from({length: file.length()}, next));
  }
  return {words, groups, stems, elsewhere, stories, places, numbers: new Map(words.map((word, i) => [word, i]))};
}

export function decodeSlips(buffer) {
  const file = new Bytes(buffer), words = [];
  let raw = [];
  while (file.at < file.bytes.length) words.push(utf8.decode(raw = file.text(raw)));
  return words;
}

/** Stories that have a word, and its weights in them. */
function* postings({bytes}) {
  const file = new Bytes(bytes);
  for (let story = 0; file.at < file.bytes.length; ) {
    const gap = file.int();
    story += gap >> 1;
    yield [story, gap % 2 ? file.int() : 1];
  }
}

/**
 * An index. `load(path)` fetches one of its files as an ArrayBuffer, each when it is first needed, and once;
 * `load(path, start, end)` fetches these bytes of it, or all of them where a host knows no parts of files.
 */
export function open(load) {
  const kept = new Map();
  const keep = (key, make) => {
    if (!kept.has(key)) {
      const made = make();
      kept.set(key, made);
      made.catch(() => kept.delete(key));
    }
    return kept.get(key);
  };
  const get = (path, decode) => keep(path, () => load(path).then(decode));
  const parts = new Map();
  /** Some bytes of a file, which may be there already. */
  async function part(path, start, end) {
    if (start >= end) return new ArrayBuffer(0);
    if (!parts.has(path)) parts.set(path, []);
    const known = parts.get(path);
    let found = known.find(known => known.start <= start && end <= known.end);
    if (!found) {
      found = {start, end, buffer: load(path, start, end)};
      known.push(found);
    }
    try {
      const buffer = await found.buffer;
      // Some hosts know no parts of files.
      if (buffer.byteLength !== found.end - found.start) [found.start, found.end] = [0, Infinity];
      const bytes = buffer.slice(start - found.start, end - found.start);
      if (bytes.byteLength !== end - start) throw new RangeError("Index is cut off");
      return bytes;
    } catch (error) {
      parts.set(path, known.filter(known => known !== found));
      throw error;
    }
  }
  const json = buffer => JSON.parse(utf8.decode(buffer));
  const index = {
    manifest: () => get("index.json", json),
    async table() {
      const {table, stories} = await index.manifest();
      return get(`table.bin?v=${table}`, buffer => decodeTable(buffer, stories));
    },
    async terms(n) {
      const {terms, heads} = await index.manifest();
      const path = `terms/${n}.bin?v=${terms[n]}`;
      return keep(path, async () => decodeTerms(await part(path, 0, heads[n])));
    },
    /** The same words with the bytes of their postings; those of one file come together. */
    async postings(words) {
      const {terms: versions, heads} = await index.manifest();
      const spans = new Map();
      for (const {n, number} of words) {
        const [low, high] = spans.get(n) ?? [number, number];
        spans.set(n, [Math.min(low, number), Math.max(high, number)]);
      }
      const buffers = new Map();
      return Promise.all(words.map(async word => {
        const {n, terms: {stories}, number} = word, [low, high] = spans.get(n);
        const at = number => heads[n] + stories[number];
        if (!buffers.has(n)) buffers.set(n, part(`terms/${n}.bin?v=${versions[n]}`, at(low), at(high + 1)));
        const [start, end] = [number, number + 1].map(number => at(number) - at(low));
        return {...word, bytes: (await buffers.get(n)).slice(start, end)};
      }));
    },
    async slips(n) {
      return get(`slips/${n}.bin?v=${(await index.manifest()).slips[n]}`, decodeSlips);
    },
    async list(n) {
      return get(`list/${n}.json?v=${(await index.manifest()).list[n]}`, json);
    },
    /** What reads where a word stands in each of its stories. */
    async positions({n, terms: {places}, number}) {
      const {positions, positionStarts, positionsAt} = await index.manifest();
      const block = positionStarts.filter(start => start <= n).length - 1;
      const [start, end] = [number, number + 1].map(number => positionsAt[n] + places[number]);
      return new Bytes(await part(`positions/${block}.bin?v=${positions[block]}`, start, end));
    },
    /** The places at which one frequent word of some follows one of others. */
    async pairs(words, behind) {
      const {frequent, pairStarts, pairHeads, pairs} = await index.manifest(), found = [];
      await Promise.all(words.flatMap(word => behind.map(async other => {
        const pair = word * frequent.length + other, n = pairStarts.filter(start => start <= pair).length - 1;
        const path = `pairs/${n}.bin?v=${pairs[n]}`, head = pairHeads[n];
        const lengths = new Bytes(await part(path, 0, head));
        let start = head;
        for (let before = pairStarts[n]; before < pair; before++) start += lengths.int();
        const file = new Bytes(await part(path, start, start + lengths.int()));
        for (let story = 0, at = 0; file.at < file.bytes.length; ) {
          const gap = file.int();
          story += gap;
          at = gap ? file.int() : at + file.int();
          found.push(story * PLACE + at);
        }
      })));
      return found;
    },
  };
  return index;
}

// ---- Queries

/** By code points, which is the order of the UTF-8 bytes. */
function order(a, b) {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return (a.codePointAt(i) ?? -1) - (b.codePointAt(i) ?? -1);
}

/** Two letters of a word, or a slip, may mean the words of so many terms files. */
const MOST = 4;

/** The terms file that would have a word. */
function fileOf(first, word) {
  let low = 0, high = first.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (order(first[middle], word) <= 0) low = middle;
    else high = middle;
  }
  return low;
}

/** Whether one letter is missing, too many, another, or two neighbours are swapped. */
export function slip(a, b) {
  a = [...a], b = [...b];
  if (Math.abs(a.length - b.length) > 1) return false;
  let i = 0, j = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  while (j < a.length - i && j < b.length - i && a[a.length - 1 - j] === b[b.length - 1 - j]) j++;
  const x = a.slice(i, a.length - j), y = b.slice(i, b.length - j);
  return Math.max(x.length, y.length) === 1
    || x.length === 2 && y.length === 2 && x[0] === y[1] && x[1] === y[0];
}

const fnv = text => utf8s.encode(text).reduce((hash, byte) => Math.imul(hash ^ byte, 16777619) >>> 0, 2166136261);

/**
 * The words that may have been meant, those that begin like what was written first. A slip leaves the first half of a
 * word whole or the second, and each word of the index is kept under both.
 */
async function slips(index, word) {
  const chars = [...word], n = chars.length;
  if (n < 4 || /\p{N}/u.test(word)) return [];
  const count = (await index.manifest()).slips.length;
  const halves = [n - 2, n - 1, n].map(length => length >> 1);
  const keys = halves.flatMap(half => ["<" + chars.slice(0, half).join(""), ">" + chars.slice(n - half).join("")]);
  const files = await Promise.all(Array.from(new Set(keys.map(key => fnv(key) % count)), n => index.slips(n)));
  const near = [...new Set(files.flat())].filter(w => slip(w, word)).sort(order);
  const alike = w => w.startsWith(chars[0]);
  return [...near.filter(alike), ...near.filter(w => !alike(w))];
}

/** Whether it is one character of a script without spaces, which the index has in pairs. */
const isHalf = word => HAS_UNSPACED.test(word) && word.match(CLUSTER).length < 2;

/**
 * The words of the index that a word of the query stands for, as `{n, terms, number}`: the file, and where in it. It may be
 * open, or exact. An article before it may be a part of it.
 */
async function meant(index, word, open, exact) {
  const {first} = await index.manifest();
  const own = fileOf(first, word), bare = word.replace(ARTICLE, "");
  const length = [...word].length, half = isHalf(word);
  const starts = open && length > 1 || half;
  let last = own;
  while (starts && (length > 2 && !half || last < own + MOST - 1) && first[last + 1]?.startsWith(word)) last++;

  const found = new Map(), beyond = new Set();
  /** Takes the words that fit, and all of their groups. A tag is not a word of a text. */
  const take = (n, terms, fits, group) => {
    const groups = new Set(group);
    terms.words.forEach((w, i) => w[0] !== "#" && fits?.(w) && groups.add(terms.groups[i]));
    terms.words.forEach((w, number) => w[0] !== "#" && groups.has(terms.groups[number]) && found.set(w, {n, terms, number}));
    for (const group of groups) terms.elsewhere[group].forEach(w => beyond.add(w));
  };
  /** What was taken, with the words of its groups that are in other files. */
  const whole = async () => {
    await Promise.all(Array.from(beyond, async w => {
      const n = fileOf(first, w), terms = await index.terms(n);
      if (terms.numbers.has(w)) found.set(w, {n, terms, number: terms.numbers.get(w)});
    }));
    return [...found.values()];
  };

  const numbers = first.map((_, i) => i).slice(own, last + 1).concat(fileOf(first, bare));
  const files = await Promise.all(numbers.map(n => index.terms(n)));
  files.forEach((terms, i) => take(numbers[i], terms, w => w === word || w === bare || starts && w.startsWith(word)));
  if (found.size || exact) return whole();

  // A form of a word that no story has: by the stem, as the script knows none of the rules that made it.
  const [terms] = files;
  let stem = "";
  for (const s of terms.stems) {
    const size = [...s].length;
    if (s.length > stem.length && word.startsWith(s) && (s === word || size >= 4 && length <= size + 4)) stem = s;
  }
  if (stem) take(own, terms, null, terms.stems.flatMap((s, i) => s === stem ? [i] : []));
  if (found.size) return whole();

  const near = new Map();
  for (const w of await slips(index, word)) {
    const n = fileOf(first, w);
    if (near.has(n) || near.size < MOST) near.set(n, [...near.get(n) ?? [], w]);
  }
  for (const [n, words] of near) take(n, await index.terms(n), w => words.includes(w));
  return whole();
}

/** A place in a story, as one number. */
const PLACE = 2 ** 20;

/** Where the words stand in these stories, with the numbers of the frequent words before and behind. */
async function places(index, words, stories) {
  const {frequent} = await index.manifest(), found = [];
  await Promise.all(words.map(async word => {
    if (frequent.includes(word.terms.words[word.number])) return;
    const file = await index.positions(word);
    for (const [story] of postings(word)) {
      const wanted = stories.has(story);
      for (let gap = 1, at = story * PLACE; gap % 2; ) {
        gap = file.int();
        at += gap >> 3;
        const before = gap & 4 ? file.int() : -1, behind = gap & 2 ? file.int() : -1;
        if (wanted) found.push([at, before, behind]);
      }
    }
  }));
  return found;
}

/** Of the stories, those in which the words follow each other. */
async function following(index, meanings, some) {
  const stories = new Set(some);
  const {frequent} = await index.manifest();
  const numbers = meanings.map(words =>
    words.map(({terms, number}) => frequent.indexOf(terms.words[number])).filter(number => number >= 0));
  const [all, pairs] = await Promise.all([
    Promise.all(meanings.map(words => places(index, words, stories))),
    Promise.all(numbers.slice(1).map((behind, i) => index.pairs(numbers[i], behind))),
  ]);
  // Where a phrase may begin.
  let begins;
  for (let i = 1; i < meanings.length; i++) {
    const here = new Set(all[i].map(([at]) => at)), found = new Set(pairs[i - 1].map(at => at - i + 1));
    for (const [at, , behind] of all[i - 1]) if (here.has(at + 1) || numbers[i].includes(behind)) found.add(at - i + 1);
    for (const [at, before] of all[i]) if (numbers[i - 1].includes(before)) found.add(at - i);
    begins = begins ? begins.filter(at => found.has(at)) : [...found];
  }
  return [...new Set(begins.map(at => Math.floor(at / PLACE)))].filter(story => stories.has(story));
}

/**
 * Adds the stories that match, each with its `score`, the `words` they were found by, and the stories that are shut `out`. Of
 * the query `q` all words have to be in a story; without words, all stories match that the filters let through. `from` is a
 * day since 1970. No slip is forgiven where it is `exact`.
 */
async function matching(index, {q = "", section = "", tag = "", from = -Infinity}, {score, words, out}, exact) {
  const [{stories: n, words: average, sections, first}, table] = await Promise.all([index.manifest(), index.table()]);
  const {parts, without, open} = parse(q);
  if (!n || !first.length || q.trim() && !parts.length && !without.length) return;

  /** The tag as a word; none if no story has it. */
  async function tagged() {
    const n = fileOf(first, "#" + tag), terms = await index.terms(n), number = terms.numbers.get("#" + tag);
    return index.postings(number === undefined ? [] : [{n, terms, number}]);
  }
  /** Of each part its words, with what they stand for and their weights in the stories. */
  const look = (list, open) => Promise.all(list.map((part, i) => Promise.all(part.map(async (word, j) => {
    const goesOn = open && i === list.length - 1 && j === part.length - 1;
    const terms = await index.postings(await meant(index, word, goesOn, exact || list === without));
    const weights = new Uint32Array(n);
    for (const term of terms) for (const [story, weight] of postings(term)) weights[story] += weight;
    return {word, terms, weights};
  }))));
  const [ofTag, wanted, unwanted] = await Promise.all([tag && tagged(), look(parts, open), look(without)]);
  const all = wanted.flat(), weights = all.map(({weights}) => weights);
  /** Of some stories, those that have a part. */
  const having = (part, stories) => {
    const some = stories.filter(s => part.every(({weights}) => weights[s]));
    return part[1] && some[0] >= 0 ? following(index, part.map(({terms}) => terms), some) : some;
  }, every = [...table.days.keys()];
  for (const part of unwanted) for (const s of await having(part, every)) out.add(s);
  if (all.some(({terms}) => !terms.length)) return;

  const withTag = ofTag && new Set(ofTag.flatMap(word => Array.from(postings(word), ([story]) => story)));
  const ofSection = sections.findIndex(([id]) => id === section);
  let stories = every.filter(s => (!section || table.sections[s] === ofSection) && table.days[s] >= from
    && (!withTag || withTag.has(s)) && weights.every(sums => sums[s]));
  for (const part of wanted) stories = await having(part, stories);

  const k1 = 1.2, b = 0.75;
  const idf = weights.map(sums => {
    const df = sums.filter(w => w).length;
    return Math.log(1 + (n - df + 0.5) / (df + 0.5));
  });
  for (const s of stories) {
    const norm = k1 * (1 - b + b * table.lengths[s] / (average || 1));
    const sum = weights.reduce((sum, sums, i) => sum + idf[i] * sums[s] * (k1 + 1) / (sums[s] + norm), 0);
    // Of near equals the newer comes first.
    score.set(s, Math.max(score.get(s) ?? 0, sum * (n > 1 ? 1 + 0.05 * s / (n - 1) : 1)));
  }
  for (const {word, terms} of all) {
    if (isHalf(word)) words.add(word);
    else for (const {terms: {words: own}, number} of terms) words.add(own[number]);
  }
}

/** What one of several queries finds and none shuts out, best first. The first may have slips. */
async function any(index, query, ways) {
  const score = new Map(), words = new Set(), out = new Set();
  await Promise.all(ways.map((q, i) => matching(index, {...query, q}, {score, words, out}, i)));
  const stories = [...score.keys()].filter(s => !out.has(s));
  return {stories: stories.sort((x, y) => !query.newest && score.get(y) - score.get(x) || y - x), words, score};
}

/**
 * Groups of digits are one number first; then the query is as it was typed. What a sign joins is a phrase of its parts as
 * well as one word (`می‌رود`), and so are, within a phrase, letters and digits (`"f16 jets"`).
 */
export async function search(index, query) {
  const q = query.q?.replace(/(\d) (?=\d{3}(?!\d))/g, "$1\xA0"), apart = q?.replaceAll("\u200C", "\0");
  const ways = new Set([apart, q?.replace(/(\p{L})[-‐‑](?=\p{N})/gu, "$1"), apart?.replace(/(\p{L})(?=\p{N}.*["“”»」』])/gu, "$1-")]);
  const found = await any(index, query, [...ways]);
  return found.stories.length ? found : any(index, query, [query.q]);
}

/** What the list says of stories. */
export async function read(index, stories) {
  const {perStories, sections} = await index.manifest();
  return Promise.all(stories.map(async story => {
    const block = Math.floor(story / perStories);
    const [url, title, iso, date, section, summary, lang] = (await index.list(block))[story - block * perStories];
    return {url, title, iso, date, section: sections[section], summary, lang};
  }));
}

// ---- The page

const FILTERS = ["section", "tag", "since", "sort"];
const DAYS = {day: 1, week: 7, month: 31, year: 366};
const STEP = 10;

/** By the reader's clock, since "the last day" of a site that is silent for a month holds nothing. */
function from(since) {
  const now = new Date();
  return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 864e5 - (DAYS[since] ?? Infinity);
}

function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function enhance(form) {
  const fields = form.elements, box = fields.q;
  const [status, list, more, again] = ["found", "results", "more", "again"].map(id => document.getElementById(`_${id}`));
  const base = new URL(form.dataset.index, document.baseURI);
  const lang = document.documentElement.lang || undefined;
  let index, opened = 0, manifest, loaded = 0, checked = 0, turn = 0, timer, found, shown = 0;
  /** The address before the reader began to type. */
  let settled = location.href;

  async function load(path, start, end) {
    const first = path === "index.json", cache = first ? "no-cache" : "default";
    const ask = headers => fetch(first ? base : new URL(path, base), {cache, headers});
    loaded++;
    let answer = await ask(end ? {Range: `bytes=${start}-${end - 1}`} : {});
    // Bytes of a compressed file are of no use.
    if (answer.status === 206 && answer.headers.has("content-encoding")) answer = await ask({});
    if (!answer.ok) throw new Error(`${answer.status} ${path}`);
    const buffer = await answer.arrayBuffer();
    if (first) manifest = utf8.decode(buffer);
    return buffer;
  }
  /** Servers do not look at `?v=`: files of a site that was built anew do not fit to those that came before. */
  async function outdated() {
    const answer = await fetch(base, {cache: "no-cache"});
    return answer.ok && await answer.text() !== manifest;
  }
  /** A page that stays open looks now and then whether the site was built anew. */
  function ready() {
    if (!index || Date.now() - opened > 6e5) {
      index = open(load);
      opened = Date.now();
    }
    return index;
  }

  const value = name => (fields[name]?.value ?? "").slice(0, 200);
  function address() {
    const params = new URLSearchParams();
    for (const name of ["q", ...FILTERS]) if (value(name).trim()) params.set(name, value(name));
    return location.pathname + (String(params) && `?${params}`);
  }
  function restore() {
    const params = new URLSearchParams(location.search);
    for (const name of ["q", ...FILTERS]) {
      const field = fields[name], wanted = params.get(name) ?? "";
      if (!field) continue;
      field.value = wanted;
      // The page offers the most used tags; a link may name any.
      if (name === "tag" && field.value !== wanted) field.add(new Option(wanted, wanted, false, true));
      else if (name !== "q" && field.selectedIndex < 0) field.value = "";
    }
    settled = location.href;
    return run(history.state?.shown);
  }

  const say = (text, n) => {
    status.textContent = text.replace("{n}", () => n?.toLocaleString(lang)).replace("{q}", () => value("q").trim());
  };
  function row({url, title, iso, date, section, summary, lang}) {
    const [id, name] = section ?? [];
    const link = [...fields.section?.options ?? []].find(option => option.value === id)?.dataset.url;
    const other = lang ? {lang, dir: "auto"} : {};
    const row = make("li", {},
      make("p", {class: "meta"}, link ? make("a", {href: link}, name) : name ?? "", " ", make("time", {datetime: iso}, date)),
      make("h2", other, make("a", {href: url}, ...show(mark(title, found.words)))),
      make("p", other, ...show(mark(summary, found.words))));
    if (found.words.size && !row.lastChild.querySelector("mark")) inSight.observe(row);
    return row;
  }
  const show = pieces => pieces.map(([piece, isFound]) => isFound ? make("mark", {}, piece) : piece);
  /** Results whose summary has none of the words show them in the text, when they are seen for a moment. */
  const inSight = new IntersectionObserver(seen => seen.filter(({isIntersecting}) => isIntersecting).forEach(async ({target}) => {
    inSight.unobserve(target);
    await new Promise(resolve => setTimeout(resolve, 300));
    if (!target.isConnected) return;
    const page = await fetch(target.querySelector("h2 a").href).then(answer => answer.text()).catch(() => "");
    const text = new DOMParser().parseFromString(page, "text/html").querySelector(".text")?.textContent ?? "";
    const extract = passage(mark(text.replace(/\s+/g, " ").trim(), found.words));
    if (extract.length) target.lastChild.replaceChildren(...show(extract));
  }));
  function clear() {
    // Who has gone on to the results must not fall off the page with them.
    if (list.contains(document.activeElement) || document.activeElement === again) box.focus();
    list.replaceChildren();
    list.removeAttribute("aria-busy");
    more.hidden = again.hidden = true;
    shown = 0;
  }
  function failed(error) {
    console.error(error);
    say(form.dataset.failed);
    list.removeAttribute("aria-busy");
    again.hidden = false;
  }
  function append(rows) {
    list.append(...rows.map(row));
    shown += rows.length;
    more.hidden = shown >= found.stories.length;
  }

  async function run(count = STEP, anew = false) {
    clearTimeout(timer);
    const mine = ++turn, q = value("q");
    if (!q.trim() && !value("section") && !value("tag") && !value("since")) {
      clear();
      return say("");
    }
    list.setAttribute("aria-busy", "true");
    try {
      const index = ready();
      const now = await search(index, {
        q, section: value("section"), tag: value("tag"), from: from(value("since")), newest: value("sort") === "newest",
      });
      const rows = await read(index, now.stories.slice(0, count));
      // The reader has typed on meanwhile.
      if (mine !== turn) return;
      found = {...now, index};
      clear();
      append(rows);
      const n = now.stories.length, texts = form.dataset;
      say(n ? texts[new Intl.PluralRules(lang).select(n)] ?? texts.other : q.trim() ? texts.none : texts.nothing, n);
    } catch (error) {
      if (mine !== turn) return;
      clear();
      failed(error);
    }
    // What was loaded for letters that were typed over counts as well.
    const now = loaded;
    if (now === checked || anew) return;
    const old = await outdated().catch(() => false);
    if (mine !== turn) return;
    checked = now;
    if (!old) return;
    opened = 0;
    return run(count, true);
  }

  box.addEventListener("focus", () => {
    ready().table().catch(() => {});
  });
  const typed = event => {
    if (event.isComposing) return;
    clearTimeout(timer);
    turn++;
    timer = setTimeout(() => {
      run();
      // Some browsers refuse this when it comes too often: after the search, which is not to fail with it.
      history.replaceState(null, "", address());
    }, 5);
  };
  box.addEventListener("input", typed);
  box.addEventListener("compositionend", typed);
  form.addEventListener("change", event => {
    if (event.target === box) return;
    history.pushState(null, "", address());
    settled = location.href;
    run();
  });
  form.addEventListener("submit", event => {
    event.preventDefault();
    const next = new URL(address(), location.href).href;
    if (next !== settled) {
      // What was typed has replaced the address that the reader began from: going back leads there.
      history.replaceState(null, "", settled);
      history.pushState(null, "", next);
      settled = next;
    }
    run();
  });
  addEventListener("popstate", restore);
  again.addEventListener("click", () => {
    opened = 0;
    run();
  });
  more.addEventListener("click", async () => {
    const mine = turn, at = shown;
    more.disabled = true;
    try {
      const rows = await read(found.index, found.stories.slice(at, at + STEP));
      if (mine !== turn) return;
      append(rows);
      again.hidden = true;
      history.replaceState({shown}, "");
      list.children[at]?.querySelector("h2 a").focus();
    } catch (error) {
      if (mine === turn) failed(error);
    } finally {
      more.disabled = false;
    }
  });
  form.parentNode.addEventListener("keydown", event => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const stops = [box, ...list.querySelectorAll("h2 a"), more].filter(stop => !stop.hidden);
    const here = event.target.closest("li") ?? event.target;
    const at = stops.findIndex(stop => here.contains(stop));
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    const next = event.key === "Escape" && at > 0 ? box : at >= 0 && step && stops[at + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });

  if (location.search) restore();
}

const form = globalThis.document?.querySelector("form[data-index]");
if (form) enhance(form);
