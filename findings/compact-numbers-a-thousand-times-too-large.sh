#!/usr/bin/env bash
# Expected: a locale of numeral and of numbro has the abbreviations of its language; both ship dozens of them, made for this. In
#   German, Spanish, Italian, Czech, Norwegian a "billion" is a million millions, and 3,200,000,000 is "3,2 Mrd.",
#   "3200 M", "3,2 Mld" (Unicode CLDR, "compact decimal formats", which Intl prints); "3,2 B", "3,2 Bio." and "3,2 Bln" are
#   a thousand times as much.
# Instead: numeral writes 3.2 b for that number in de, de-ch, es, it, fr, fr-ch, cs, no, pt-pt, sk, and numbro in
#   de-AT, de-CH, de-LI, all of es, fr-CH, it-IT, pt-PT, sl, sr-Cyrl-RS. For these readers that is a million millions. numbro in Bulgarian
#   writes "M" for a thousand millions and the letter "А" for a million, and its de-DE has "Ma". Danish, Polish, Dutch,
#   Hungarian are right, so a test with one of those passes. What is read back is right too, as the same table is used.
# Versions: numeral 2.0.6, numbro 2.5.0 (npm), beside Intl of Node 20.
# For a newsroom: the budget is a thousand times as large on the German page as on the English one, in each chart that uses these
#   libraries for its axis, and the digits are all right. Use Intl's notation: "compact".
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts numeral@2.0.6 numbro@2.5.0 >/dev/null

cat >run.cjs <<'E'
const numeral = require("numeral"), numbro = require("numbro"), languages = require("numbro/dist/languages.min.js");
require("numeral/locales");
Object.values(languages).forEach((language) => numbro.registerLanguage(language));
const write = {
  numeral(locale, n) { numeral.locale(locale); return numeral(n).format("0.0a"); },
  numbro(locale, n) { numbro.setLanguage(locale); return numbro(n).format({ average: true, mantissa: 1 }); },
};
const intl = (locale, n) => new Intl.NumberFormat(locale, { notation: "compact" }).format(n);
const thousandMillions = 3.2e9, millionMillions = 3.2e12;
let isAsStated = true;
const show = (who, locale) => {
  const texts = [thousandMillions, millionMillions].map((n) => [write[who](locale, n), intl(locale, n)]);
  console.log(`${who} ${locale.padEnd(11)} 3.2e9: ${texts[0][0].padEnd(8)} Intl: ${texts[0][1].padEnd(11)} 3.2e12: ${texts[1][0].padEnd(8)} Intl: ${texts[1][1]}`);
  return texts;
};
const wrong = {
  numeral: ["de", "de-ch", "es", "it", "fr", "fr-ch", "cs", "no", "pt-pt", "sk"],
  numbro: ["de-AT", "de-CH", "de-LI", "es-AR", "es-CL", "es-CO", "es-CR", "es-ES", "es-MX", "es-NI", "es-PE", "es-PR", "es-SV", "fr-CH", "it-IT", "pt-PT", "sl", "sr-Cyrl-RS"],
};
for (const [who, locales] of Object.entries(wrong)) for (const locale of locales) {
  const [[ninth, ninthIntl], [, twelfthIntl]] = show(who, locale);
  // a "b" for 10^9, where the language's own sign with b is that of 10^12
  isAsStated &&= /^3[.,]2b$/.test(ninth) && !/b|б/i.test(ninthIntl) && /b|б/i.test(twelfthIntl);
}
for (const [who, locale] of [["numeral", "da-dk"], ["numeral", "pl"], ["numeral", "nl-nl"], ["numbro", "hu-HU"]]) isAsStated &&= !/b/i.test(show(who, locale)[0][0]);
numbro.setLanguage("bg");
console.log("numbro bg", write.numbro("bg", 3.2e6), write.numbro("bg", 3.2e9), "Intl:", intl("bg", 3.2e6), intl("bg", 3.2e9));
isAsStated &&= write.numbro("bg", 3.2e6) === "3,2А" && write.numbro("bg", 3.2e9) === "3,2M" && write.numbro("de-DE", 3.2e9) === "3,2Ma";
process.exit(isAsStated ? 0 : 1);
E
node run.cjs
