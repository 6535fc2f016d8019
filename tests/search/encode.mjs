// Writes a search index as the build does, for a few stories; stems come from a map instead of Snowball.

import {pieces} from "./words.mjs";

export const SECTIONS = [["politics", "Politics"], ["economy", "Economy"]];

const utf8 = new TextEncoder();
export const byBytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));

function int(n) {
  const out = [];
  for (; n > 127; n = Math.floor(n / 128)) out.push(n % 128 + 128);
  return [...out, n];
}

function shared(before, word) {
  const a = utf8.encode(before), b = utf8.encode(word);
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same++;
  return [...int(same), ...int(b.length - same), ...b.slice(same)];
}

/** The shortest beginning of `word` that sorts behind `before`. */
function separator(before, word) {
  const a = [...before], b = [...word];
  let same = 0;
  while (a[same] === b[same]) same++;
  return b.slice(0, same + 1).join("");
}

/** FNV-1a of 32 bits. */
function fnv(text) {
  let hash = 0x811c9dc5n;
  for (const byte of utf8.encode(text)) hash = (hash ^ BigInt(byte)) * 0x01000193n % 2n ** 32n;
  return hash;
}

/** A story's words: `word -> {weight, positions}`, and how many there are. */
export function wordsOf(story) {
  const found = new Map();
  let at = 0, length = 0;
  const put = (word, weight) => {
    if (!found.has(word)) found.set(word, {weight: 0, positions: []});
    const entry = found.get(word);
    entry.weight = Math.min(255, entry.weight + weight);
    entry.positions.push(at++);
    length++;
  };
  const add = (text, weight) => {
    const all = pieces(text);
    for (const [word, isPart] of all) if (!isPart) put(word, weight);
    // No phrase has parts in it but those of one word: `f16` is `f` and `16`.
    let before = "";
    for (const [part, isPart] of all) {
      if (!isPart) continue;
      if (!/^\p{N}/u.test(part) || /\p{N}/u.test(before)) at++;
      put(before = part, weight);
    }
    at++;
  };
  add(story.title, 5);
  add(story.standfirst ?? "", 2);
  add([...(story.tags ?? []).map(tag => tag.name ?? tag), ...story.authors ?? []].join(" "), 3);
  add(story.body ?? "", 1);
  return {found, length};
}

/**
 * Files by path. `boundary` says of a word's first three characters whether a terms file begins with it; `frequent` are the
 * words whose places their neighbours tell.
 */
export function encode(stories, {stems = {}, boundary = () => false, perStories = 32, together = 4, frequent = [], pairsAFile = 3} = {}) {
  const index = new Map(), table = [], lengths = [];
  stories.forEach((story, number) => {
    const {found, length} = wordsOf(story);
    lengths.push(length);
    table.push(story.section ?? 0, ...int(story.day - (stories[number - 1]?.day ?? 0)), ...int(Math.floor(length / 4)));
    for (const tag of story.tags ?? []) found.set(`#${tag.slug ?? tag}`, {weight: 1, positions: []});
    for (const [word, entry] of found) {
      if (!index.has(word)) index.set(word, []);
      index.get(word).push({story: number, ...entry});
    }
  });

  const blocks = [];
  let before;
  for (const word of [...index.keys()].sort(byBytes)) {
    const start = [...word].slice(0, 3).join("");
    if (!blocks.length || start !== before && boundary(start)) blocks.push([]);
    blocks.at(-1).push(word);
    before = start;
  }

  const files = new Map();
  /** Which frequent word stands at a place of a story; -1 if none does. */
  const frequentAt = (story, at) => frequent.findIndex(word =>
    index.get(word)?.some(entry => entry.story === story && entry.positions.includes(at)));
  const positionsOf = word => {
    if (word.startsWith("#") || frequent.includes(word)) return [];
    return index.get(word).flatMap(({story, positions}) => positions.flatMap((at, i) => {
      const beside = [frequentAt(story, at - 1), frequentAt(story, at + 1)];
      const flags = beside.map(number => number < 0 ? 0 : 1);
      const gap = at - (positions[i - 1] ?? 0);
      return [...int(gap * 8 + flags[0] * 4 + flags[1] * 2 + (i + 1 < positions.length ? 1 : 0)),
        ...beside.filter(number => number >= 0).flatMap(int)];
    }));
  };
  const positionsAt = [], heads = [];
  blocks.forEach((block, n) => {
    const groups = new Map();
    const group = word => {
      const stem = stems[word] ?? word;
      if (!groups.has(stem)) groups.set(stem, {number: groups.size, first: word});
      return groups.get(stem).number;
    };
    const places = block.map(positionsOf);
    const postings = block.map(word => {
      let before = 0;
      return index.get(word).flatMap(({story, weight}) => {
        const gap = story - before;
        before = story;
        return weight > 1 ? [...int(gap * 2 + 1), ...int(weight)] : int(gap * 2);
      });
    });
    const list = block.flatMap((word, i) => [...shared(block[i - 1] ?? "", word), ...int(group(word)),
      ...int(postings[i].length), ...int(places[i].length)]);
    const all = blocks.flat();
    const roots = [...groups].flatMap(([stem, {first}]) => {
      const elsewhere = all.filter(word => (stems[word] ?? word) === stem && !block.includes(word));
      return [...shared(first, stem), ...int(elsewhere.length), ...elsewhere.flatMap(word => shared(first, word))];
    });
    const head = [...int(groups.size), ...int(block.length), ...list, ...roots];
    heads.push(head.length);
    files.set(`terms/${n}.bin`, [...head, ...postings.flat()]);

    const path = `positions/${Math.floor(n / together)}.bin`;
    positionsAt.push((files.get(path) ?? []).length);
    files.set(path, [...files.get(path) ?? [], ...places.flat()]);
  });
  const pairs = frequent.flatMap(word => frequent.map((_, behind) => {
    let before = 0, last = 0;
    const bytes = (index.get(word) ?? []).flatMap(({story, positions}) =>
      positions.filter(at => frequentAt(story, at + 1) === behind).flatMap(at => {
        const gap = story - before, from = gap ? 0 : last;
        [before, last] = [story, at];
        return [...int(gap), ...int(at - from)];
      }));
    return bytes;
  }));
  const pairStarts = [], pairHeads = [];
  for (let start = 0; start < pairs.length; start += pairsAFile) {
    const some = pairs.slice(start, start + pairsAFile), head = some.flatMap(bytes => int(bytes.length));
    pairStarts.push(start);
    pairHeads.push(head.length);
    files.set(`pairs/${start / pairsAFile}.bin`, [...head, ...some.flat()]);
  }
  const slips = Array.from({length: 4}, () => new Set());
  for (const word of blocks.flat()) {
    const chars = [...word], half = Math.floor((chars.length - 1) / 2);
    if (chars.length < 3 || /^#|\p{N}/u.test(word)) continue;
    for (const key of ["<" + chars.slice(0, half).join(""), ">" + chars.slice(-half).join("")]) {
      slips[Number(fnv(key) % 4n)].add(word);
    }
  }
  slips.forEach((set, n) => {
    const words = [...set];
    files.set(`slips/${n}.bin`, words.flatMap((word, i) => shared(words[i - 1] ?? "", word)));
  });
  files.set("table.bin", table);
  for (let i = 0; i < stories.length; i += perStories) {
    const list = stories.slice(i, i + perStories).map(story => [`/${story.title}/`, story.title,
      new Date(story.day * 864e5).toISOString().slice(0, 10), `day ${story.day}`, story.section ?? 0, story.standfirst ?? "", ""]);
    files.set(`list/${i / perStories}.json`, [...utf8.encode(JSON.stringify(list))]);
  }

  const prints = folder => [...files.keys()].filter(path => path.startsWith(folder)).map(print);
  const manifest = {
    stories: stories.length,
    words: lengths.reduce((sum, length) => sum + length, 0) / (lengths.length || 1),
    sections: SECTIONS, first: blocks.map(([word], n) => n ? separator(blocks[n - 1].at(-1), word) : ""), perStories,
    positionStarts: blocks.flatMap((_, n) => n % together ? [] : [n]),
    heads, positionsAt, frequent, pairStarts, pairHeads,
    terms: prints("terms/"), positions: prints("positions/"), pairs: prints("pairs/"), slips: prints("slips/"), list: prints("list/"), table: print("table.bin"),
  };
  files.set("index.json", [...utf8.encode(JSON.stringify(manifest))]);
  return files;
}

/** A fingerprint that differs from file to file. */
const print = path => [...path].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) >>> 0, 7).toString(16).padStart(8, "0");

/** What `open` takes: it loads from memory, parts of files if `parts`, and keeps the paths that were loaded. */
export function loader(files, parts = true) {
  const loaded = [];
  const load = async (address, start, end) => {
    const [path, version] = address.split("?v=");
    if (path !== "index.json" && version !== print(path)) throw new Error(`a wrong fingerprint: ${address}`);
    if (!files.has(path)) throw new Error(`no such file: ${path}`);
    loaded.push(end && parts ? `${path} ${start}-${end}` : path);
    return Uint8Array.from(parts ? files.get(path).slice(start, end) : files.get(path)).buffer;
  };
  return {load, loaded};
}
