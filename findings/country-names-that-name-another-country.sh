#!/usr/bin/env bash
# Expected: no two countries, and no two languages, have one name in one language: that is what the tables of world-countries
#   ("list of name translations") and of i18n-iso-countries are for. Codes are those of ISO 3166-1 and ISO 639-1; Intl has the
#   names of Unicode CLDR (UTS #35 part 2, "Display Name Elements").
# Instead: in world-countries Tanzania is called Tajikistan in Hungarian, Cameroon is Ivory Coast in Polish, and South Sudan Sudan;
#   in Korean Dominica is the Dominican Republic, and the islands of the Indian Ocean Territory are India; in Slovak both
#   Congos are "Kongo". i18n-iso-countries calls Iraq "Iran" in Turkmen, and takes "Congo" in English for one of the two.
#   @cospired/i18n-iso-languages calls Indonesian Malay in Hungarian, Marshallese Malagasy in Icelandic, Sardinian
#   Sanskrit in Romanian. pycountry's table has the name of Mexico for Malaysia in Guarani, and that of Lithuania for Latvia in Turkmen.
# Versions: world-countries 5.1.0, i18n-iso-countries 7.14.0, @cospired/i18n-iso-languages 4.2.0 (npm); pycountry 26.2.16 (PyPI);
#   beside Intl of Node 20.
# For a newsroom: a table of aid or of trade has two rows for one country and none for another, a map joins the wrong figures, and in
#   English all is well. Keep codes in data, print names by Intl, and let a test look for a name that comes twice.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install --disable-pip-version-check pycountry==26.2.16
npm install --silent --no-audit --no-fund --ignore-scripts world-countries@5.1.0 i18n-iso-countries@7.14.0 @cospired/i18n-iso-languages@4.2.0 >/dev/null

v/bin/python - <<'E'
import gettext, json, pycountry
def names(language):
    table = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[language])
    return {c.alpha_2: table.gettext(c.name) for c in pycountry.countries}
json.dump({language: names(language) for language in ("gn", "tk")}, open("py.json", "w"))
E
cat >run.cjs <<'E'
const fs = require("fs"), world = require("world-countries"), iso = require("i18n-iso-countries"), tongues = require("@cospired/i18n-iso-languages");
const py = JSON.parse(fs.readFileSync("py.json"));
for (const language of ["tk", "en"]) iso.registerLocale(require(`i18n-iso-countries/langs/${language}.json`));
for (const language of ["hu", "is", "ro"]) tongues.registerLocale(require(`@cospired/i18n-iso-languages/langs/${language}.json`));
const name = {
  "world-countries": (code, language) => world.find((c) => c.cca2 === code).translations[{ hu: "hun", pl: "pol", ko: "kor", sk: "slk" }[language]].common,
  "i18n-iso-countries": (code, language) => iso.getName(code, language),
  "@cospired/i18n-iso-languages": (code, language) => tongues.getName(code, language),
  pycountry: (code, language) => py[language][code],
};
const cases = [  // who, language, the code that is asked for, the code whose name it is
  ["world-countries", "hu", "TZ", "TJ"], ["world-countries", "pl", "CM", "CI"], ["world-countries", "pl", "SS", "SD"],
  ["world-countries", "ko", "DM", "DO"], ["world-countries", "ko", "IO", "IN"], ["world-countries", "sk", "CD", "CG"],
  ["i18n-iso-countries", "tk", "IQ", "IR"], ["@cospired/i18n-iso-languages", "hu", "id", "ms"],
  ["@cospired/i18n-iso-languages", "is", "mh", "mg"], ["@cospired/i18n-iso-languages", "ro", "sc", "sa"],
  ["pycountry", "gn", "MY", "MX"], ["pycountry", "tk", "LV", "LT"],
];
let isAsStated = iso.getAlpha2Code("Congo", "en") === "CG";
console.log('i18n-iso-countries: the code of "Congo" in English is', iso.getAlpha2Code("Congo", "en"));
for (const [who, language, code, other] of cases) {
  const intl = new Intl.DisplayNames(language, { type: who.endsWith("languages") ? "language" : "region", fallback: "none" });
  const own = name[who](code, language), others = name[who](other, language);
  console.log(`${who}, ${language}: ${code} is "${own}", ${other} is "${others}"; Intl: "${intl.of(code)}" and "${intl.of(other)}"`);
  isAsStated &&= intl.of(code) !== intl.of(other) && own.toLowerCase() !== intl.of(code)?.toLowerCase();
  isAsStated &&= own === others || own.toLowerCase() === intl.of(other).toLowerCase();
}
process.exit(isAsStated ? 0 : 1);
E
node run.cjs
