import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {test} from "node:test";
import {gzipSync} from "node:zlib";

import {mark, parse, slip, words} from "../../static/search.js";

const script = new URL("../../static/search.js", import.meta.url);
const cases = JSON.parse(readFileSync(new URL("words.json", import.meta.url), "utf8"));

test("words are those that the build makes", () => {
  for (const [text, expected] of cases) assert.deepEqual(words(text), expected, JSON.stringify(text));
});

test("marks lose no letter of the text", () => {
  for (const [text, found] of cases) {
    const pieces = mark(text, found);
    assert.equal(pieces.map(([piece]) => piece).join(""), text);
    assert.equal(pieces.some(([, marked]) => marked), found.length > 0, JSON.stringify(text));
    assert.deepEqual(mark(text, ["zzzz"]), text ? [[text, false]] : []);
  }
});

test("marks stand about whole words", () => {
  const show = (text, ...wanted) => mark(text, wanted).map(([piece, marked]) => marked ? `[${piece}]` : piece).join("");
  assert.equal(show("The banks of the bank, banking", "bank", "banks"), "The [banks] of the [bank], banking");
  assert.equal(show("Élan, e\u0301lan and elan", "elan"), "[Élan], [e\u0301lan] and [elan]");
  assert.equal(show("Don’t say don't", "dont"), "[Don’t] say [don't]");
  assert.equal(show("毎日の新しい朝です", "新し", "しい"), "毎日の[新しい]朝です");
  assert.equal(show("Բարև ձեզ։", "բարեւ"), "[Բարև] ձեզ։");
  assert.equal(show("ΟΔΟΣ οδός", "οδοσ"), "[ΟΔΟΣ] [οδός]");
  assert.equal(show("ﬁne 𝐁𝐨𝐥𝐝 İstanbul", "fine", "bold", "istanbul"), "[ﬁne] [𝐁𝐨𝐥𝐝] [İstanbul]");
});

test("a query is cut into words and phrases", () => {
  assert.deepEqual(parse(""), {parts: [], open: false});
  assert.deepEqual(parse("new bank"), {parts: [["new"], ["bank"]], open: true});
  assert.deepEqual(parse("new bank "), {parts: [["new"], ["bank"]], open: false});
  assert.deepEqual(parse('the "central bank" ra'), {parts: [["the"], ["central", "bank"], ["ra"]], open: true});
  assert.deepEqual(parse('"central bank"'), {parts: [["central", "bank"]], open: false});
  assert.deepEqual(parse('"central ba'), {parts: [["central", "ba"]], open: true});
  assert.deepEqual(parse("«центральный банк»"), {parts: [["центральныи", "банк"]], open: false});
  assert.deepEqual(parse('"" ?!'), {parts: [], open: false});
});

test("a slip is one letter more, less or another, or two swapped", () => {
  for (const [a, b] of [["bank", "bnk"], ["bank", "baank"], ["bank", "benk"], ["bank", "bnak"], ["bank", "abnk"], ["aab", "ab"],
    ["𠮷野", "野"], ["банк", "банки"]]) {
    assert.equal(slip(a, b), true, `${a} ${b}`);
    assert.equal(slip(b, a), true, `${b} ${a}`);
  }
  for (const [a, b] of [["bank", "bank"], ["bank", "knab"], ["bank", "ba"], ["abcd", "badc"]]) {
    assert.equal(slip(a, b), false, `${a} ${b}`);
  }
});

test("the script is small, and runs where eval is forbidden", () => {
  const text = readFileSync(script);
  assert.ok(gzipSync(text, {level: 9}).length <= 10240);
  assert.doesNotMatch(text.toString(), /\beval\b|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write/);
});
