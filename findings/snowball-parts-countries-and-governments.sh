#!/usr/bin/env bash
# Expected: a stemmer gives the forms of one everyday noun one stem, above all of words that stand in
#   every news text: the nominative and the genitive of a country, a government with its article.
# Instead: in Greek each country in -ία has one stem in the nominative and another in the genitive
#   (Τουρκία τουρκ, Τουρκίας τουρκι), while Ελλάδα and Κύπρος have one. In Armenian the noun of -ություն
#   has two or three: "government" կառավարություն, with its article and in the genitive
#   are three words, and "ambassador" keeps its article դեսպանը whole, away from դեսպան.
# Version: snowballstemmer 3.1.0 (PyPI), the algorithms Greek and Armenian.
# For a newsroom: who searches for Turkey does not find "the president of Turkey", and who searches for
#   the government finds it in headlines, and not in the sentences below them. Nothing fails, since other
#   stories are found. A search in these languages needs a rule of its own before the stemmer.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v >/dev/null
v/bin/pip install --quiet --disable-pip-version-check snowballstemmer==3.1.0 >/dev/null

v/bin/python - <<'P'
import snowballstemmer
families = {
    "greek": [
        *[[f"{root}ία", f"{root}ίας"] for root in ["τουρκ", "γερμαν", "ρωσ", "γαλλ", "ιταλ", "ισπαν", "αρμεν", "συρ", "σερβ", "αλβαν"]],
        ["ελλάδα", "ελλάδας"],
        ["κύπρος", "κύπρου"],
    ],
    "armenian": [
        ["կառավարություն", "կառավարությունը", "կառավարության"],
        ["ոստիկանություն", "ոստիկանության"],
        ["հանրապետություն", "հանրապետության"],
        ["ընտրություն", "ընտրություններ"],
        ["դեսպան", "դեսպանը", "դեսպանի"],
        ["նախագահ", "նախագահը", "նախագահի"],
    ],
}
counts = {}
for language, words in families.items():
    stem = snowballstemmer.stemmer(language).stemWord
    for forms in words:
        stems = [stem(form) for form in forms]
        counts[forms[0]] = len(set(stems))
        print(f"{language}: {' '.join(forms)} -> {' '.join(stems)}")
expected = {forms[0]: 2 for words in families.values() for forms in words}
expected |= {"ελλάδα": 1, "κύπρος": 1, "կառավարություն": 3, "նախագահ": 1}
same = counts == expected
print("as found" if same else f"otherwise: {counts}")
raise SystemExit(not same)
P
