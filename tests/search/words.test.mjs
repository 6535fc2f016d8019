import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {test} from "node:test";
import {gzipSync} from "node:zlib";

import {mark, parse, passage, slip} from "../../static/search.js";
import {words} from "./words.mjs";

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
  assert.equal(show("Բարև ձեզ։", "բարեվ"), "[Բարև] ձեզ։");
  assert.equal(show("ΟΔΟΣ οδός", "οδοσ"), "[ΟΔΟΣ] [οδός]");
  assert.equal(show("l’Union, u\u00ADni\u00ADon\u00AD.", "union"), "l’[Union], [u\u00ADni\u00ADon\u00AD].");
  assert.equal(show("the U.S. and 1,000,000 of 1\u00A0000", "us", "1000000", "1000"), "the [U.S]. and [1,000,000] of [1\u00A0000]");
  assert.equal(show("増税と税金 税", "税"), "増[税]と[税]金 [税]");
  assert.equal(show("ประกาศนโยบาย", "นโย", "โยบา", "บาย"), "ประกาศ[นโยบาย]");
  assert.equal(show("ובספר הספר", "ספר"), "וב[ספר] ה[ספר]");
  assert.equal(show("الوزير والرئيس", "وزير"), "ال[وزير] والرئيس");
  assert.equal(show("los EE. UU. y la U. E.", "eeuu", "ue"), "los [EE. UU]. y la [U. E].");
  assert.equal(show("an F-16, an F16", "f16"), "an [F-16], an [F16]");
  assert.equal(show("an F-16, an F16", "f", "16"), "an [F]-[16], an [F16]");
  assert.equal(show("Ե՞րբ и\u0306од ﾃﾞｰﾀ", "երբ", "йод", "デー"), "[Ե՞րբ] [и\u0306од] [ﾃﾞｰ]ﾀ");
  assert.equal(show("ﬁne 𝐁𝐨𝐥𝐝 İstanbul", "fine", "bold", "istanbul"), "[ﬁne] [𝐁𝐨𝐥𝐝] [İstanbul]");
});

test("a passage has most of the words together", () => {
  const text = `${"Some words. ".repeat(40)}The bank. ${"Other words. ".repeat(40)}The rate of the bank stays. ${"More words. ".repeat(40)}`;
  const show = (text, ...wanted) => passage(mark(text, wanted)).map(([piece, marked]) => marked ? `[${piece}]` : piece).join("");
  const shown = show(text, "rate", "bank");
  assert.match(shown, /^….*words\. The \[rate\] of the \[bank\] stays\. More.*…$/);
  assert.ok(shown.length < 180, shown);
  assert.equal(show("A bank.", "bank"), "A [bank].");
  assert.equal(show("bank", "bank"), "[bank]");
  assert.equal(show("A bank.", "rate"), "");
  assert.equal(show("", "rate"), "");
  assert.match(show("水".repeat(300) + "増税" + "火".repeat(300), "増税"), /^…水{40}\[増税\]火{118}…$/);
  assert.match(show("𠮷".repeat(300) + "a", "a"), /^…𠮷{40}\[a\]$/u);
});

test("what is built to take long does not", () => {
  const started = performance.now();
  for (const text of ["1,234", "1,", "12,", "a.", "l'", "a'", "ال", "เ", "\u17D2", "\u200B", "'", "-", '"', "水", "x", "١", "ו"]) {
    const long = text.repeat(20000);
    parse(long);
    mark("ก" + long + "ก", ["a"]);
  }
  // A step that is quadratic takes minutes.
  assert.ok(performance.now() - started < 30000);
});

test("a query is cut into words and phrases", () => {
  for (const [query, parts, open, without = []] of [
    ["", [], false],
    ["new bank", [["new"], ["bank"]], true],
    ["new bank ", [["new"], ["bank"]], false],
    ['the "central bank" ra', [["the"], ["central", "bank"], ["ra"]], true],
    ['"central bank"', [["central", "bank"]], false],
    ['"central ba', [["central", "ba"]], true],
    ["«центральный банк»", [["центральный", "банк"]], false],
    ['"" ?!', [], false],
    // A hyphen before digits, and scripts without spaces.
    ["F-16 COVID‑19 e-mail 2-0 ", [["f", "16"], ["covid", "19"], ["e"], ["mail"], ["2"], ["0"]], false],
    ["東京都 税 19は", [["東京", "京都"], ["税"], ["19"], ["は"]], true],
    ["นโยบาย", [["นโย", "โยบา", "บาย"]], true],
    ["「東京」 『中央 銀行』 ‘bank law’ it’s ", [["東京"], ["中央", "銀行"], ["bank", "law"], ["its"]], false],
    ["10\u00A0000 ", [["10000"]], false],
    ["کتاب\0ها والدين ", [["كتاب", "ها"], ["والدين"]], false],
    ['צה"ל "כן לא"', [["צהל"], ["כן", "לא"]], false],
    // Letters that stand apart.
    ["los EE. UU. y", [["los"], ["eeuu"], ["y"]], true],
    ["z.\u00A0B. und U.\u202FS. A. ", [["zb"], ["und"], ["usa"]], false],
    ["Ph. D. и т. е. да J. K. Rowling ", [["phd"], ["и"], ["те"], ["да"], ["jk"], ["rowling"]], false],
    ["C. The F. C Barcelona a.  b. xA. B. ", [["c"], ["the"], ["f"], ["c"], ["barcelona"], ["a"], ["b"], ["xa"], ["b"]], false],
    ["कि. मी. का l’U. E. ", [["किमी"], ["का"], ["ue"]], false],
    ['"los EE. UU." -U. S. x ', [["los", "eeuu"], ["x"]], false, [["us"]]],
    // Exclusions.
    ["bank -law", [["bank"]], false, [["law"]]],
    ["-law bank", [["bank"]], true, [["law"]]],
    ["-law", [], false, [["law"]]],
    ['-"bank law" vote ', [["vote"]], false, [["bank", "law"]]],
    ['vote -"bank law', [["vote"]], false, [["bank", "law"]]],
    ["-e-mail -F-16 x", [["x"]], true, [["e", "mail"], ["f", "16"]]],
    ["-東京都", [], false, [["東京", "京都"]]],
    ["- -- a - b --c a-b -", [["a"], ["b"], ["c"], ["a"], ["b"]], true],
    ['-"" x', [["x"]], true],
    ["\u3000-a", [], false, [["a"]]],
    ["\ud800a \udc00", [["a"]], true],
  ]) assert.deepEqual(parse(query), {parts, without, open}, query);
  assert.equal(parse("ab ".repeat(5000)).parts.length, 5000);
  assert.deepEqual(parse("a.".repeat(5000)).parts, [["a".repeat(64)]]);
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

test("the script as readers are sent it is small, does the same, and runs where eval is forbidden", async () => {
  const text = readFileSync(script, "utf8");
  // As src/theme/sent.rs does it.
  const lines = text.split("\n").map(line => line.trimStart()).filter(line => line && !/^(\*|\/[/*])/.test(line)).join("\n");
  const sent = lines.replace(/ (?=[=?:&|,])|(?<=[=?:&|,]) /g, "");
  const pattern = /(?<=[(=,:&|?[!]\s*)\/(?:[^\/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/g;
  const quoted = text => text.replace(pattern, "").match(/"[^"\n]*"/g);
  assert.deepEqual(sent.match(pattern), lines.match(pattern));
  assert.deepEqual(quoted(sent), quoted(lines));
  const {cut, fold, join} = await import(`data:text/javascript;base64,${Buffer.from(sent).toString("base64")}`);
  for (const [text, expected] of cases) {
    const found = [...cut(join(fold(text)))].filter(([, , , isPart]) => !isPart).map(([word]) => word);
    assert.deepEqual(found, expected, text);
  }
  assert.ok(gzipSync(sent, {level: 9}).length <= 10240);
  assert.doesNotMatch(text, /\beval\b|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write/);
});
