#!/usr/bin/env bash
# Expected: two addresses with one normal form lead to one page. A normaliser may change the case of a host, decode unreserved
#   characters and take out "." and ".." (RFC 3986, 6.2.2); "//" in a path is an empty segment (3.3), a reserved
#   character and its escape differ (2.2), %25 is a percent sign and must not be decoded into the next escape (2.4). `&copy=2`
#   in an address is no HTML. `#:~:text=` is a text directive only as it stands (URL Fragment Text Directives, "delimiter").
# Instead: normalize-url makes `50%` of `50%25`, and `50%41` of `50%2541`, which is another page or none. courlan reads
#   `&copy=2` as "©=2", and takes `para` and `reg` for ¶ and ®. url-normalize and courlan
#   take a slash out of web.archive.org/web/2026/https://…; url-normalize and furl escape the text directive; courlan,
#   furl and normalize-url make U+FFFD of a byte that is not UTF-8. yarl changes none of them.
# Versions: normalize-url 9.0.1 (npm); url-normalize 3.1.0, courlan 1.4.0, furl 2.1.4, yarl 1.25.1 (PyPI).
# For a newsroom: a list of sources that was cleaned, or a crawler that visits what its normaliser gave (trafilatura's does so
#   with courlan), has other addresses than the desk wrote down, and a link checker then calls them dead. Compare by
#   the normal form, and store and fetch the address as it was.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install --disable-pip-version-check url-normalize==3.1.0 courlan==1.4.0 furl==2.1.4 yarl==1.25.1
npm install --silent --no-audit --no-fund --ignore-scripts normalize-url@9.0.1 >/dev/null

cat >addresses <<'E'
https://news.example/up-50%25
https://news.example/50%2541
https://news.example/s?a=1&copy=2
https://news.example/law?sect=4&para=3&reg=eu
https://web.archive.org/web/2026/https://news.example/a
https://news.example/a#:~:text=one,-two
https://news.example/s?q=%E4
E
cat >run.py <<'E'
from url_normalize import url_normalize; from courlan import clean_url; from furl import furl; from yarl import URL
for name, change in (("url-normalize", url_normalize), ("courlan", clean_url), ("furl", lambda a: furl(a).url), ("yarl", lambda a: str(URL(a)))):
    for address in open("addresses").read().split():
        if change(address) != address: print(f"{name}: {address} -> {change(address)}")
E
cat >run.mjs <<'E'
import { readFileSync } from "node:fs"; import normalize from "normalize-url";
// Its README says that it takes text directives off and sorts a query; it need not do so here.
for (const address of readFileSync("addresses", "utf8").trim().split("\n")) {
  const changed = normalize(address, { stripTextFragment: false, sortQueryParameters: false });
  if (changed !== address) console.log(`normalize-url: ${address} -> ${changed}`);
}
E
{ v/bin/python run.py; node run.mjs; } | tee seen
diff seen - <<'E'
url-normalize: https://web.archive.org/web/2026/https://news.example/a -> https://web.archive.org/web/2026/https:/news.example/a
url-normalize: https://news.example/a#:~:text=one,-two -> https://news.example/a#%3A~%3Atext=one%2C-two
courlan: https://news.example/s?a=1&copy=2 -> https://news.example/s?a=1%C2%A9%3D2
courlan: https://news.example/law?sect=4&para=3&reg=eu -> https://news.example/law?sect=4%C2%B6%3D3%C2%AE%3Deu
courlan: https://web.archive.org/web/2026/https://news.example/a -> https://web.archive.org/web/2026/https:/news.example/a
courlan: https://news.example/s?q=%E4 -> https://news.example/s?q=%EF%BF%BD
furl: https://news.example/a#:~:text=one,-two -> https://news.example/a#%3A~%3Atext=one%2C-two
furl: https://news.example/s?q=%E4 -> https://news.example/s?q=%EF%BF%BD
normalize-url: https://news.example/up-50%25 -> https://news.example/up-50%
normalize-url: https://news.example/50%2541 -> https://news.example/50%41
E
