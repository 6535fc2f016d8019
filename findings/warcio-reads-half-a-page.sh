#!/usr/bin/env bash
# Expected: warcio's content_stream() gives a page without its transfer and content codings, as its README says. Gzip may
#   have several members, one behind the other (RFC 1952, 2.2; servers join ready-made parts so); x-gzip is gzip (RFC 9110,
#   8.4.1.3), codings are listed in their order (8.4). Names of transfer codings are of any case, and gzip may be one of
#   them (RFC 9112, 7 and 7.2).
# Instead: without a word it ends after the first member; leaves x-gzip, and gzip beside identity, packed; where the header
#   says "Chunked" or "gzip, chunked" it gives the chunks with their lengths.
# Version: warcio 1.8.1 (PyPI).
# For a newsroom: searches in the own archive, and proofs of what a page said, miss its second half, and nobody sees that
#   there was one. Compare sizes with the record's, or unpack the codings yourself from raw_stream.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install warcio==1.8.1

cat >run.py <<'E'
import gzip, io
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter
head, tail = b"<p>The mayor denied it.</p>", b"<p>Later she confirmed it.</p>"
def chunks(data): return b"%x\r\n%s\r\n0\r\n\r\n" % (len(data), data)
def packed(data): return gzip.compress(data, mtime=0)
pages = [
    ("gzip", None, packed(head + tail)),
    ("gzip", None, packed(head) + packed(tail)),
    ("x-gzip", None, packed(head + tail)),
    ("identity, gzip", None, packed(head + tail)),
    (None, "chunked", chunks(head + tail)),
    (None, "Chunked", chunks(head + tail)),
    (None, "gzip, chunked", chunks(packed(head + tail))),
]
for content, transfer, body in pages:
    fields = [(name, value) for name, value in (("Content-Encoding", content), ("Transfer-Encoding", transfer)) if value]
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=True)
    writer.write_record(writer.create_warc_record("https://news.example/", "response", payload=io.BytesIO(body),
                                                  http_headers=StatusAndHeaders("200 OK", fields, protocol="HTTP/1.1")))
    file.seek(0)
    for record in ArchiveIterator(file):
        text = record.content_stream().read()
        print(f"{content} / {transfer}:", "whole" if text == head + tail else "packed" if packed(head + tail) in text else text)
E
v/bin/python run.py | tee seen
diff seen - <<'E'
gzip / None: whole
gzip / None: b'<p>The mayor denied it.</p>'
x-gzip / None: packed
identity, gzip / None: packed
None / chunked: whole
None / Chunked: b'39\r\n<p>The mayor denied it.</p><p>Later she confirmed it.</p>\r\n0\r\n\r\n'
None / gzip, chunked: packed
E
