#!/usr/bin/env bash
# Expected: `Range: bytes=-500` asks for the last 500 bytes of a file, and `bytes=0-0` for its first (RFC 9110, 14.1.2). Where
#   If-Range names a version that the file is no more, the range is ignored, and all of it is sent with 200 (13.1.5), or
#   else a download that goes on after a break joins two files. Starlette does so.
# Instead: sirv, by which SvelteKit's adapter-node serves, answers the first with bytes 0 to 500, which are 501 of the
#   beginning, and the second with the whole file, both with 206. http-server says 416 to the first, rangehttpserver 400.
#   whitenoise, with which Django serves files, says 416 to `bytes=0-0`. With If-Range and an old ETag all but Starlette
#   send the part, 206; aiohttp knows If-Range with dates, and not with the ETag that it sends itself.
# Versions: sirv 3.0.2, http-server 14.1.1, serve-handler 6.1.8, @hono/node-server 2.1.9 with hono 4.13.19 (npm);
#   whitenoise 6.12.0, rangehttpserver 1.4.0, aiohttp 3.14.5, starlette 1.10.0 with uvicorn 0.54.0 (PyPI).
# For a newsroom: what is read from its end (archives in ZIP or WACZ, Parquet, the index of some recordings) is "damaged" on
#   one server only, and a recording that was replaced while it was loaded is half the old one and half the new one. Give
#   what is replaced a new name, and ask a server for the last bytes of a file before it is used.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install --disable-pip-version-check whitenoise==6.12.0 rangehttpserver==1.4.0 aiohttp==3.14.5 starlette==1.10.0 uvicorn==0.54.0
npm install --silent --no-audit --no-fund --ignore-scripts sirv@3.0.2 http-server@14.1.1 serve-handler@6.1.8 @hono/node-server@2.1.9 hono@4.13.19 >/dev/null

mkdir pub; for digit in 0 1 2 3; do printf "%0500d" 0 | tr 0 $digit; done >pub/talk.mp3
# Each server writes its name and port into ports/ and serves pub/.
mkdir ports
cat >servers.mjs <<'E'
import { createServer } from "node:http"; import { writeFileSync } from "node:fs";
import sirv from "sirv"; import httpServer from "http-server"; import handler from "serve-handler";
import { serve } from "@hono/node-server"; import { serveStatic } from "@hono/node-server/serve-static"; import { Hono } from "hono";
const note = (name, port) => writeFileSync(`ports/${name}`, String(port));
const start = (name, server) => server.listen(0, "127.0.0.1", () => note(name, server.address().port));
start("sirv", createServer(sirv("pub", { etag: true })));
start("http-server", httpServer.createServer({ root: "pub" }).server);
start("serve-handler", createServer((request, response) => handler(request, response, { public: "pub", etag: true })));
const app = new Hono(); app.use("*", serveStatic({ root: "./pub" }));
serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, (info) => note("hono", info.port));
E
cat >ask.py <<'E'
import asyncio, functools, glob, http.client, http.server, os, socket, threading, time, wsgiref.simple_server
import uvicorn; from aiohttp import web; from RangeHTTPServer import RangeRequestHandler
from starlette.applications import Starlette; from starlette.routing import Mount; from starlette.staticfiles import StaticFiles; from whitenoise import WhiteNoise
ports = {}
def run(name, target): threading.Thread(target=target, daemon=True, name=name).start()
def listener(name):
    s = socket.socket(); s.bind(("127.0.0.1", 0)); s.listen(); ports[name] = s.getsockname()[1]; return s
class Quiet(wsgiref.simple_server.WSGIRequestHandler):
    def log_message(self, *rest): pass
class QuietRange(RangeRequestHandler):
    def log_message(self, *rest): pass
def missing(environ, start): start("404 Not Found", []); return [b""]
w = wsgiref.simple_server.make_server("127.0.0.1", 0, WhiteNoise(missing, root="pub"), handler_class=Quiet); ports["whitenoise"] = w.server_port; run("w", w.serve_forever)
r = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(QuietRange, directory="pub")); ports["rangehttpserver"] = r.server_port; run("r", r.serve_forever)
s = listener("starlette"); run("s", lambda: asyncio.run(uvicorn.Server(uvicorn.Config(Starlette(routes=[Mount("/", StaticFiles(directory="pub"))]), log_level="error")).serve(sockets=[s])))
a = listener("aiohttp"); files = web.Application(); files.router.add_static("/", "pub"); run("a", lambda: web.run_app(files, sock=a, handle_signals=False, print=None))
for _ in range(300):
    if len(glob.glob("ports/*")) == 4 and all(open(name).read() for name in glob.glob("ports/*")): break
    time.sleep(0.1)
ports.update({os.path.basename(name): int(open(name).read()) for name in glob.glob("ports/*")})
def ask(port, headers):
    for _ in range(100):
        try:
            c = http.client.HTTPConnection("127.0.0.1", port, timeout=10); c.request("GET", "/talk.mp3", headers=headers); response = c.getresponse(); body = response.read(); c.close(); break
        except ConnectionRefusedError: time.sleep(0.1)
    return f"{response.status} {len(body)}x{body[:1].decode()}..{body[-1:].decode()}" if response.status < 300 else str(response.status)
for name in ("sirv", "http-server", "serve-handler", "hono", "whitenoise", "rangehttpserver", "aiohttp", "starlette"):
    last, first, old = (ask(ports[name], headers) for headers in ({"Range": "bytes=-500"}, {"Range": "bytes=0-0"}, {"Range": "bytes=0-9", "If-Range": '"old"'}))
    print(f"{name}: last 500 bytes {last}, first byte {first}, part of an old version {old}", flush=True)
os._exit(0)
E
node servers.mjs >/dev/null 2>&1 & server=$!
trap 'kill $server 2>/dev/null; rm -rf "$dir"' EXIT
v/bin/python ask.py | tee seen
diff seen - <<'E'
sirv: last 500 bytes 206 501x0..1, first byte 206 2000x0..3, part of an old version 206 10x0..0
http-server: last 500 bytes 416, first byte 206 1x0..0, part of an old version 206 10x0..0
serve-handler: last 500 bytes 206 500x3..3, first byte 206 1x0..0, part of an old version 206 10x0..0
hono: last 500 bytes 206 500x3..3, first byte 206 1x0..0, part of an old version 206 10x0..0
whitenoise: last 500 bytes 206 500x3..3, first byte 416, part of an old version 206 10x0..0
rangehttpserver: last 500 bytes 400, first byte 206 1x0..0, part of an old version 206 10x0..0
aiohttp: last 500 bytes 206 500x3..3, first byte 206 1x0..0, part of an old version 206 10x0..0
starlette: last 500 bytes 206 500x3..3, first byte 206 1x0..0, part of an old version 200 2000x0..3
E
