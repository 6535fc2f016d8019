#!/usr/bin/env bash
# Expected: in a Link header an address stands between < and >, a title between quotes, and a semicolon in either is a part of it;
#   a parameter may be without a value, as `crossorigin` mostly is, and names are of any case; rel may have several types
#   with spaces between them, and of two rel the first counts (RFC 8288, 3, 3.3 and appendix B).
# Instead: requests and httpx cut the address at its semicolon, and leave out all that follows a semicolon in a title or a
#   name without a value, rel too. parse-link-header cuts the title as well, and aiohttp leaves a quotation mark of it.
#   http-link-header takes "crossorigin; rel" for one name, and is the only one that reads REL. To the three in Python
#   "next last" is one type. Of two rel requests, httpx and parse-link-header take the second, and of two editions
#   that are both rel=alternate they keep the last.
# Versions: requests 2.34.2, httpx 0.28.1, aiohttp 3.14.5 (PyPI); parse-link-header 2.0.0, http-link-header 1.1.4 (npm).
# For a newsroom: archives of stories and statistics are read page by page, by rel=next: where a section's title has a semicolon in
#   it, the first page is all there is, and what was made of it looks complete. Compare with the number of pages
#   (X-WP-Total and its like), and read Link with a parser of one's own.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install --disable-pip-version-check requests==2.34.2 httpx==0.28.1 aiohttp==3.14.5
npm install --silent --no-audit --no-fund --ignore-scripts parse-link-header@2.0.0 http-link-header@1.1.4 >/dev/null

cat >headers <<'E'
<https://n.example/a;page=2>; rel=next
<https://n.example/2>; title="Arts; film"; rel=next
<https://n.example/f.woff2>; as=font; crossorigin; rel=preload
<https://n.example/2>; REL=next
<https://n.example/2>; rel="next last"
<https://n.example/2>; rel=next; rel=prev
<https://n.example/hy/>; rel=alternate; hreflang=hy, <https://n.example/en/>; rel=alternate; hreflang=en
E
cat >run.py <<'E'
import asyncio, httpx, requests; from aiohttp import ClientSession, web
def with_requests(header): response = requests.Response(); response.headers["Link"] = header; return response.links
def with_httpx(header): return httpx.Response(200, headers={"Link": header}).links
def with_aiohttp(header):
    async def ask():
        async def answer(request): return web.Response(headers={"Link": header})
        app = web.Application(); app.router.add_get("/", answer); runner = web.AppRunner(app); await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0); await site.start()
        async with ClientSession() as session, session.get(f"http://127.0.0.1:{runner.addresses[0][1]}/") as response: links = response.links
        await runner.cleanup(); return links
    return asyncio.run(ask())
for header in open("headers").read().splitlines():
    print(header)
    for name, read in (("requests", with_requests), ("httpx", with_httpx), ("aiohttp", with_aiohttp)):
        print(f"  {name}:", ", ".join(f"{key if '://' not in key else 'no rel'} {link['url']}{' ' + link['title'] if 'title' in link else ''}" for key, link in read(header).items()))
E
cat >run.mjs <<'E'
import { readFileSync } from "node:fs"; import parse from "parse-link-header"; import LinkHeader from "http-link-header";
const show = (who, links) => console.log(`  ${who}:`, links.map(([rel, url, title]) => [rel ?? "no rel", url, title].filter(Boolean).join(" ")).join(", ") || "nothing");
for (const header of readFileSync("headers", "utf8").trim().split("\n")) {
  console.log(header);
  show("parse-link-header", Object.entries(parse(header) ?? {}).map(([rel, link]) => [rel, link.url, link.title]));
  show("http-link-header", LinkHeader.parse(header).refs.map((link) => [link.rel, link.uri, link.title]));
}
E
{ v/bin/python run.py; node run.mjs; } | tee seen
diff seen - <<'E'
<https://n.example/a;page=2>; rel=next
  requests: next https://n.example/a
  httpx: next https://n.example/a
  aiohttp: next https://n.example/a;page=2
<https://n.example/2>; title="Arts; film"; rel=next
  requests: no rel https://n.example/2 Arts
  httpx: no rel https://n.example/2 Arts
  aiohttp: next https://n.example/2 "Arts
<https://n.example/f.woff2>; as=font; crossorigin; rel=preload
  requests: no rel https://n.example/f.woff2
  httpx: no rel https://n.example/f.woff2
  aiohttp: preload https://n.example/f.woff2
<https://n.example/2>; REL=next
  requests: no rel https://n.example/2
  httpx: no rel https://n.example/2
  aiohttp: no rel https://n.example/2
<https://n.example/2>; rel="next last"
  requests: next last https://n.example/2
  httpx: next last https://n.example/2
  aiohttp: next last https://n.example/2
<https://n.example/2>; rel=next; rel=prev
  requests: prev https://n.example/2
  httpx: prev https://n.example/2
  aiohttp: next https://n.example/2
<https://n.example/hy/>; rel=alternate; hreflang=hy, <https://n.example/en/>; rel=alternate; hreflang=en
  requests: alternate https://n.example/en/
  httpx: alternate https://n.example/en/
  aiohttp: alternate https://n.example/hy/, alternate https://n.example/en/
<https://n.example/a;page=2>; rel=next
  parse-link-header: next https://n.example/a;page=2
  http-link-header: next https://n.example/a;page=2
<https://n.example/2>; title="Arts; film"; rel=next
  parse-link-header: next https://n.example/2 Arts
  http-link-header: next https://n.example/2 Arts; film
<https://n.example/f.woff2>; as=font; crossorigin; rel=preload
  parse-link-header: preload https://n.example/f.woff2
  http-link-header: no rel https://n.example/f.woff2
<https://n.example/2>; REL=next
  parse-link-header: nothing
  http-link-header: next https://n.example/2
<https://n.example/2>; rel="next last"
  parse-link-header: next https://n.example/2, last https://n.example/2
  http-link-header: next https://n.example/2, last https://n.example/2
<https://n.example/2>; rel=next; rel=prev
  parse-link-header: prev https://n.example/2
  http-link-header: next https://n.example/2
<https://n.example/hy/>; rel=alternate; hreflang=hy, <https://n.example/en/>; rel=alternate; hreflang=en
  parse-link-header: alternate https://n.example/en/
  http-link-header: alternate https://n.example/hy/, alternate https://n.example/en/
E
