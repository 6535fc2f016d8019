#!/usr/bin/env bash
# Expected: `wacz create --detect-pages` "generates pages.jsonl page index" (README). Viewers show that list as the archive's
#   pages and search their text; the file must be there (WACZ 1.1.1, pages.jsonl). Each HTML page that was recorded is in it.
# Instead: a page is dropped unless another request in the WARC names its whole address in Referer. A page all in one piece,
#   with its styles and charts inside, has no such request, nor has one whose site lets only its origin or nothing be
#   sent (Referrer-Policy, 3). Where requests were not recorded, as WARC allows, no page is left. The file is then
#   missing from the archive, the exit code is 0, and `wacz validate` calls it valid.
# Versions: wacz 0.6.0, warcio 1.8.1 to write the WARC (PyPI).
# For a newsroom: the archive of a site that is made to load fast opens on an empty list, and its search finds nothing
#   although all is in it. Write the list yourself and give it with --pages.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install wacz==0.6.0 warcio==1.8.1

cat >run.py <<'E'
import io, json, subprocess, zipfile
from warcio.statusandheaders import StatusAndHeaders as Headers
from warcio.warcwriter import WARCWriter
site = "https://news.example/"
visits = [  # address, type, who asked for it
    ("with-picture", "text/html", None), ("1.png", "image/png", site + "with-picture"),
    ("in-one-piece", "text/html", None),
    ("origin-only", "text/html", None), ("2.png", "image/png", site),
]
for name, visits in (("seen by a browser", visits), ("without its picture", visits[:1]), ("without requests", [(*v[:2], False) for v in visits])):
    with open("a.warc.gz", "wb") as file:
        writer = WARCWriter(file, gzip=True)
        for path, kind, referer in visits:
            made = {"warc_headers_dict": {"WARC-Date": "2026-11-28T10:00:00Z"}}
            response = writer.create_warc_record(site + path, "response", payload=io.BytesIO(b"<!DOCTYPE html><title>Story</title><p>Text"),
                                                 http_headers=Headers("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1"), **made)
            fields = [("Host", "news.example")] + ([("Referer", referer)] if referer else [])
            request = writer.create_warc_record(site + path, "request", http_headers=Headers("GET /" + path + " HTTP/1.1", fields, is_http_request=True), **made)
            if referer is False: writer.write_record(response)
            else: writer.write_request_response_pair(request, response)
    subprocess.run(["v/bin/wacz", "create", "--detect-pages", "-o", name + ".wacz", "a.warc.gz"], check=True, capture_output=True)
    subprocess.run(["v/bin/wacz", "validate", "-f", name + ".wacz"], check=True, capture_output=True)
    with zipfile.ZipFile(name + ".wacz") as book:
        lines = book.read("pages/pages.jsonl").decode().splitlines()[1:] if "pages/pages.jsonl" in book.namelist() else None
    print(name + ":", [json.loads(line)["url"].removeprefix(site) for line in lines or []], "no pages.jsonl" if lines is None else "listed")
E
v/bin/python run.py | tee seen
diff seen - <<'E'
seen by a browser: ['with-picture'] listed
without its picture: [] no pages.jsonl
without requests: [] no pages.jsonl
E
