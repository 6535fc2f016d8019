import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {test} from "node:test";

import {decodeTable, decodeTerms, mark, open, read, search} from "../../static/search.js";
import {byBytes, encode, loader, wordsOf} from "./encode.mjs";
import {words} from "./words.mjs";

const STEMS = {
  bank: "bank", banks: "bank", banking: "bank", banked: "bank",
  parliament: "parliament", parliaments: "parliament",
  running: "run", runs: "run",
  univers: "univers", universe: "univers", university: "univers",
  // As Snowball's Russian and Armenian make them.
  банк: "банк", банка: "банк", банки: "банк", воина: "воин", воины: "воин",
  կառավարությունը: "կառավար", կառավարության: "կառավար",
};

const STORIES = [
  {day: 20000, section: 0, title: "Parliament votes on the bank law", standfirst: "A long debate ends", tags: ["law", "banking"],
    body: "The central bank lost the vote. Deputies of the parliament said that they would appeal."},
  {day: 20000, section: 1, title: "Banks open late", body: "All banks in the capital opened late. The central office was shut; a bank clerk waited."},
  {day: 20001, section: 1, title: "Prices rise", standfirst: "Bread and milk", tags: ["prices"],
    body: "Bread costs more. The running costs of bakeries rise too, and banking fees. Don’t panic."},
  {day: 20003, section: 0, title: "Война и банки", body: "Центральный банк закрыл отделения. Для банка это новый день."},
  {day: 20003, section: 0, title: "Կառավարությունը նիստ գումարեց", tags: ["cabinet"],
    body: "Կառավարության նիստում քննարկվեց բյուջեն։ Խոսքը «Բարև» թերթի մասին էր։"},
  {day: 20010, section: 1, title: "新しい朝の新聞", body: "毎朝、新しいニュースが届く。朝。"},
  {day: 20400, section: 0, title: "University opens", standfirst: "A universe of books", tags: ["law"],
    body: "The university bank holds books. 30 universities were asked; 300 books were lent."},
];

function site(stories = STORIES, options = {}) {
  const {load, loaded} = loader(encode(stories, {stems: STEMS, ...options}), options.parts);
  const index = open(load);
  const find = async (q, more = {}) => (await search(index, {q, ...more})).stories;
  return {index, find, loaded};
}

/** One terms file; many; and one for each beginning of three letters. Some words are frequent; all are. */
const SHAPES = [
  {},
  {parts: false, together: 2, boundary: start => start.codePointAt(1) % 2 === 0},
  {boundary: start => start.codePointAt(1) % 3 === 0, perStories: 2},
  {boundary: () => true, perStories: 3, together: 3},
  {frequent: ["bank", "bread", "central", "the", "банк", "しい"]},
  // All that the phrases below have.
  {frequent: [...new Set(STORIES.flatMap(story => [...wordsOf(story).found.keys()]))].sort(byBytes), pairsAFile: 500},
];

async function all(check) {
  for (const shape of SHAPES) await check(site(STORIES, shape), shape);
}

const sorted = list => [...list].sort((a, b) => a - b);

test("a word stands for itself and its group", () => all(async ({find}) => {
  assert.deepEqual(sorted(await find("banks ")), [0, 1, 2, 6]);
  assert.deepEqual(sorted(await find("BANKING ")), [0, 1, 2, 6]);
  assert.deepEqual(sorted(await find("банка ")), [3]);
  assert.deepEqual(sorted(await find("dont ")), [2]);
  assert.deepEqual(sorted(await find("30 ")), [6]);
  assert.deepEqual(sorted(await find("книга ")), []);
}));

test("all words have to match", () => all(async ({find}) => {
  assert.deepEqual(sorted(await find("central banks ")), [0, 1]);
  assert.deepEqual(sorted(await find("central prices ")), []);
}));

test("the last word may go on, from two characters, if no space follows", () => all(async ({find}) => {
  assert.deepEqual(sorted(await find("ban")), [0, 1, 2, 6]);
  assert.deepEqual(sorted(await find("ba")), [0, 1, 2, 6]);
  assert.deepEqual(sorted(await find("ba ")), []);
  assert.deepEqual(sorted(await find("b")), []);
  assert.deepEqual(sorted(await find("30")), [6]);
  assert.deepEqual(sorted(await find("pri")), [2]);
  assert.deepEqual(sorted(await find("pri central")), []);
  assert.deepEqual(sorted(await find("central pa")), [0]);
  assert.deepEqual(sorted(await find("война")), [3]);
  assert.deepEqual(sorted(await find("вой")), [3]);
  assert.deepEqual(sorted(await find("ԿԱՌԱՎ")), [4]);
  // Half of `running` finds `runs` too, if there were any: its group comes along.
  assert.deepEqual(sorted(await find("runn")), [2]);
}));

test("a form that no story has is found by the longest stem it begins with", () => all(async ({find}) => {
  assert.deepEqual(sorted(await find("parliamentary ")), [0]);
  assert.deepEqual(sorted(await find("banker ")), [0, 1, 2, 6]);
  assert.deepEqual(sorted(await find("банкам ")), [3]);
  assert.deepEqual(sorted(await find("կառավարում ")), [4]);
  assert.deepEqual(sorted(await find("universal ")), [6]);
  assert.deepEqual(sorted(await find("parliame ")), []);
  // More than four letters behind the stem, or a stem of three.
  assert.deepEqual(sorted(await find("banknotes ")), []);
  assert.deepEqual(sorted(await find("runners ")), []);
  assert.deepEqual(sorted(await find("run ")), [2]);
}));

test("a slip of one letter is forgiven in words of four letters and more", () => all(async ({find}) => {
  assert.deepEqual(sorted(await find("pirces ")), [2]);
  assert.deepEqual(sorted(await find("prlces ")), [2]);
  assert.deepEqual(sorted(await find("rpices ")), [2]);
  assert.deepEqual(sorted(await find("priecs ")), [2]);
  assert.deepEqual(sorted(await find("prics ")), [2]);
  assert.deepEqual(sorted(await find("pricess ")), [2]);
  assert.deepEqual(sorted(await find("prizes ")), [2]);
  assert.deepEqual(sorted(await find("laww ")), [0, 6]);
  assert.deepEqual(sorted(await find("lwa ")), []);
  assert.deepEqual(sorted(await find("prizzs ")), []);
}));

test("no word of a query is a tag", async () => {
  const {find} = site([{day: 1, title: "One", tags: [{name: "Sea", slug: "law"}]}, {day: 1, title: "Two", body: "claw"}]);
  assert.deepEqual(await find("flaw "), [1]);
  assert.deepEqual(await find("xlaw "), [1]);
  assert.deepEqual(await find("#law "), []);
  assert.deepEqual(await find("sea ", {tag: "law"}), [0]);
});

test("words in quotes follow each other", () => all(async ({find}) => {
  assert.deepEqual(sorted(await find("central bank ")), [0, 1]);
  assert.deepEqual(sorted(await find('"central bank"')), [0]);
  assert.deepEqual(sorted(await find('"central banks"')), [0]);
  assert.deepEqual(sorted(await find('"bank central"')), []);
  assert.deepEqual(sorted(await find('"the central bank lost"')), [0]);
  assert.deepEqual(sorted(await find('"the central bank lost" prices')), []);
  assert.deepEqual(sorted(await find('"the vote" "central bank"')), [0]);
  assert.deepEqual(sorted(await find('"central ba')), [0]);
  assert.deepEqual(sorted(await find("“центральный банк”")), [3]);
  assert.deepEqual(sorted(await find('"банк центральный"')), []);
  // From the headline into the text no phrase goes.
  assert.deepEqual(sorted(await find('"rise bread"')), []);
  assert.deepEqual(sorted(await find('"bread and milk"')), [2]);
  assert.deepEqual(sorted(await find('"新しい朝"')), [5]);
  assert.deepEqual(sorted(await find('"朝の朝"')), []);
}));

test("of a phrase of frequent words, no more is loaded than their pairs", async () => {
  const {find, loaded} = site(STORIES, {frequent: ["bank", "central", "the"]});
  assert.deepEqual(sorted(await find('"the central"')), [0, 1]);
  assert.match(loaded.filter(path => /positions|pairs/.test(path)).join(), /^(pairs\/2\.bin) 0-\d+,\1 \d+-\d+$/);
  assert.deepEqual(sorted(await find('"the the"')), []);
  assert.ok(!loaded.some(path => path.startsWith("positions/")));
});

test("Chinese and Japanese are found by pairs", () => all(async ({find}) => {
  assert.deepEqual(sorted(await find("新聞")), [5]);
  assert.deepEqual(sorted(await find("新しい")), [5]);
  assert.deepEqual(sorted(await find("朝")), [5]);
  assert.deepEqual(sorted(await find("ﾆｭｰｽ")), [5]);
  assert.deepEqual(sorted(await find("夕刊")), []);
  // In the middle, at the end, alone.
  for (const one of ["し", "新", "聞", "ス", "く", "が"]) assert.deepEqual(sorted(await find(one)), [5], one);
  assert.deepEqual(sorted(await find("か")), []);
  // Pairs of it stand in the text, and not one behind the other.
  assert.deepEqual(sorted(await find("新聞しい")), []);
}));

/** Of each language: a text, what finds it, and what does not; `by_stem` is found with the stems that the build makes. */
const LANGUAGES = JSON.parse(readFileSync(new URL("languages.json", import.meta.url), "utf8"));

test("what readers type is found in each language", async () => {
  const names = Object.keys(LANGUAGES);
  for (const boundary of [() => false, start => start.codePointAt(1) % 3 === 0]) {
    const {find} = site(names.map(name => ({day: 1, title: name, body: LANGUAGES[name].text})), {boundary});
    for (const [name, {found, not_found}] of Object.entries(LANGUAGES)) {
      for (const query of found.flatMap(query => [query, query + " "])) {
        assert.ok((await find(query)).includes(names.indexOf(name)), `${name}: ${query}`);
      }
      for (const query of not_found) assert.ok(!(await find(query)).includes(names.indexOf(name)), `${name}: not ${query}`);
    }
  }
});

test("what is excluded is not found, in the forms that it is written in", () => all(async ({find}) => {
  assert.deepEqual(sorted(await find("bank -law ")), [1, 2]);
  assert.deepEqual(sorted(await find("-parliament bank ")), [1, 2, 6]);
  assert.deepEqual(sorted(await find("bank -banking")), []);
  assert.deepEqual(sorted(await find('bank -"central bank" ')), [1, 2, 6]);
  assert.deepEqual(sorted(await find('bank -"the bank law" ')), [1, 2, 6]);
  assert.deepEqual(sorted(await find("bank -nothing -laww ")), [0, 1, 2, 6], "no slip is forgiven");
  assert.deepEqual(sorted(await find("bank -pri")), [0, 1, 2, 6], "it does not go on");
  assert.deepEqual(await find("-bank "), [5, 4, 3]);
  assert.deepEqual(sorted(await find("-bank -朝")), [3, 4]);
  assert.deepEqual(await find("-bank", {section: "politics", newest: true}), [4, 3]);
  assert.deepEqual(await find("-"), []);
  assert.deepEqual(await find("--"), []);
}));

test("what a sign joins is found in all ways that it is written, and in phrases", async () => {
  const bodies = ["او میرود خانه", "او می\u200Cرود خانه", "او می رود خانه", "کتابخانه ملی", "کتاب\u200Cخانه ملی", "رود خانه"];
  const stories = bodies.map((body, i) => ({day: i, title: "T", body}));
  const {find} = site(stories);
  const among = async (q, more) => sorted(await find(q, more));
  assert.deepEqual(await among("میرود "), [0, 1]);
  assert.deepEqual(await among("می\u200Cرود "), [0, 1, 2]);
  assert.deepEqual(await among('"او می\u200Cرود خانه"'), [0, 1, 2]);
  assert.deepEqual(await among("کتابخانه "), [3, 4]);
  assert.deepEqual(await among("کتاب\u200Cخانه "), [3, 4]);
  // What is shut out, is in each.
  assert.deepEqual(await among("خانه -می\u200Cرود "), [5]);
  const {words} = await search(site(stories).index, {q: "می\u200Cرود "});
  const marked = text => mark(text, words).filter(([, isFound]) => isFound).map(([piece]) => piece).join(" ");
  assert.deepEqual(bodies.slice(0, 3).map(marked), ["میرود", "می\u200Cرود", "می رود"]);
  const jets = ["F-16 jets flew", "F16 jets flew", "F 16 jets flew", "16 jets flew"];
  const {find: ofJets} = site(jets.map((body, i) => ({day: i, title: "T", body})));
  assert.deepEqual(sorted(await ofJets('"f16 jets"')), [0, 1, 2]);
  assert.deepEqual(sorted(await ofJets('"F-16 jets"')), [0, 1, 2]);
  assert.deepEqual(sorted(await ofJets('flew -"F-16 jets" ')), [3]);
});

test("authors are found", () => {
  const {find} = site([{day: 1, title: "One", authors: ["Anahit Sargsyan", "Jean d’Ormesson"]}]);
  return Promise.all(["sargsyan", "Anahit ", '"anahit sargsyan"', "ormesson"].map(async q => assert.deepEqual(await find(q), [0], q)));
});

test("filters", () => all(async ({find}) => {
  assert.deepEqual(await find("bank ", {section: "economy", newest: true}), [2, 1]);
  assert.deepEqual(await find("bank ", {section: "sport"}), []);
  assert.deepEqual(await find("bank ", {tag: "law", newest: true}), [6, 0]);
  assert.deepEqual(await find("bank ", {tag: "la"}), []);
  assert.deepEqual(await find("bank ", {from: 20001, newest: true}), [6, 2]);
  assert.deepEqual(await find("bank ", {from: 20001, section: "politics", tag: "law"}), [6]);
  assert.deepEqual(await find("", {tag: "law"}), [6, 0]);
  assert.deepEqual(await find("", {section: "economy"}), [5, 2, 1]);
  assert.deepEqual(await find(" ", {from: 20010}), [6, 5]);
  assert.deepEqual(await find("?!", {section: "economy"}), []);
}));

test("the newest first", () => all(async ({find}) => {
  assert.deepEqual(await find("bank ", {newest: true}), [6, 2, 1, 0]);
}));

test("the best first, as by BM25", () => all(async ({index}) => {
  const stories = STORIES.map(wordsOf);
  const n = stories.length;
  const average = stories.reduce((sum, {length}) => sum + length, 0) / n;
  for (const query of ["bank ", "central bank ", "the central ", "books ", "bread rise ", "law "]) {
    const groups = words(query).map(word =>
      Object.keys(STEMS).includes(word) ? Object.keys(STEMS).filter(w => STEMS[w] === STEMS[word]) : [word]);
    const expected = new Map();
    stories.forEach(({found, length}, number) => {
      let score = 0;
      for (const group of groups) {
        const weight = story => group.reduce((sum, word) => sum + (story.found.get(word)?.weight ?? 0), 0);
        const w = weight(stories[number]);
        if (!w) return;
        const df = stories.filter(weight).length;
        const long = Math.floor(length / 4) * 4;
        score += Math.log(1 + (n - df + 0.5) / (df + 0.5)) * w * 2.2 / (w + 1.2 * (0.25 + 0.75 * long / average));
      }
      expected.set(number, score * (1 + 0.05 * number / (n - 1)));
    });
    const result = await search(index, {q: query});
    assert.deepEqual(result.stories, [...expected.keys()].sort((a, b) => expected.get(b) - expected.get(a)), query);
    for (const [story, score] of expected) assert.ok(Math.abs(result.score.get(story) - score) < 1e-9, query);
  }
}));

test("of equals the newer comes first", async () => {
  const {find} = site([1, 1, 2].map(day => ({day, title: "Same words"})));
  assert.deepEqual(await find("same "), [2, 1, 0]);
});

test("the words to be marked", () => all(async ({index}) => {
  assert.deepEqual((await search(index, {q: "banker "})).words, new Set(["bank", "banking", "banks"]));
  assert.deepEqual((await search(index, {q: "pric"})).words, new Set(["prices"]));
}));

test("the list says what a result shows", () => all(async ({index}) => {
  const [late, early] = await read(index, [6, 2]);
  assert.deepEqual(late, {url: "/University opens/", title: "University opens", iso: "2025-11-08", date: "day 20400",
    section: ["politics", "Politics"], summary: "A universe of books", lang: ""});
  assert.equal(early.title, "Prices rise");
}));

test("only what a query needs is loaded, and once", async () => {
  const {find, index, loaded} = site(STORIES, SHAPES[3]);
  assert.deepEqual(loaded, []);
  await find("prices ");
  assert.deepEqual(loaded.slice(0, 2), ["index.json", "table.bin"]);
  assert.match(loaded.slice(2).join(), /^(terms\/\d+\.bin) 0-\d+,\1 \d+-\d+$/);
  await find("prices ");
  assert.equal(loaded.length, 4);
  await find("ba");
  assert.equal(loaded.length, 8, "`bak…` and `ban…`");
  // What is part of it is not loaded again.
  await find("ban");
  await find("bank");
  assert.equal(loaded.length, 8);
  await find('"central bank"');
  assert.ok(loaded.some(path => path.startsWith("positions/")));
  await read(index, [0, 1, 6]);
  assert.equal(loaded.filter(path => path.startsWith("list/")).length, 2);
  assert.equal(new Set(loaded).size, loaded.length);
});

test("what failed to load is asked for again", async () => {
  const {load} = loader(encode(STORIES));
  let down = true;
  const index = open(async path => {
    if (down && path.startsWith("terms/")) throw new TypeError("no network");
    return load(path);
  });
  await assert.rejects(search(index, {q: "prices"}), TypeError);
  down = false;
  assert.deepEqual((await search(index, {q: "prices"})).stories, [2]);
});

test("a file that a host gave as a whole is not asked for again", async () => {
  const {find, loaded} = site(STORIES, {...SHAPES[3], parts: false});
  await find("prices ");
  assert.equal(loaded.length, 3);
  await find('"the central bank lost"');
  const count = loaded.length;
  assert.deepEqual(await find('"central bank lost"'), [0]);
  assert.equal(loaded.length, count);
});

test("an index without stories has none", async () => {
  const {find} = site([]);
  assert.deepEqual(await find("bank"), []);
  assert.deepEqual(await find("", {section: "politics"}), []);
});

test("a file that is cut off anywhere is an error", async () => {
  const files = encode(STORIES, {stems: STEMS});
  const cut = (path, to) => Uint8Array.from(files.get(path).slice(0, to)).buffer;
  const [head] = JSON.parse(String.fromCharCode(...files.get("index.json"))).heads;
  for (let to = 0; to < head; to++) assert.throws(() => decodeTerms(cut("terms/0.bin", to)), RangeError, `${to} bytes`);
  for (const path of ["terms/0.bin", "positions/0.bin"]) {
    for (const parts of [true, false]) {
      for (let to = 0; to < files.get(path).length; to += 7) {
        const {load} = loader(new Map([...files, [path, files.get(path).slice(0, to)]]), parts);
        const all = STORIES.map(({title}) => search(open(load), {q: `"${title}"`}).then(({stories}) => stories.length, error => error));
        const found = await Promise.all(all);
        assert.ok(found.every(found => found === 1 || found instanceof RangeError), `${path} ${to}: ${found}`);
        assert.ok(found.some(found => found instanceof RangeError) || to > files.get(path).length - 20, `${path} ${to}`);
      }
    }
  }
  for (let to = 0; to < files.get("table.bin").length; to++) {
    assert.throws(() => decodeTable(cut("table.bin", to), STORIES.length), RangeError, `${to} bytes`);
  }
});

test("words beyond the plane of common characters are in the order of their bytes", async () => {
  const {find, index} = site([{day: 1, title: "𠮷野 﨎明 zebra"}], {boundary: () => true});
  assert.ok((await index.manifest()).first.length > 2);
  for (const word of ["𠮷野", "﨎明", "zebra"]) assert.deepEqual(await find(word), [0], word);
});

test("a word before the first of its file is looked for in that file", async () => {
  const {find} = site([{day: 1, title: "Apple banking zone"}], {boundary: () => true});
  for (const word of ["banked ", "bankign ", "bankin"]) assert.deepEqual(await find(word), [0], word);
});
