// A static server that compresses what it sends, as the hosts of sites do.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";

const types = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".jpg": "image/jpeg",
  ".js": "text/javascript",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webp": "image/webp",
  ".webmanifest": "application/manifest+json",
  ".xml": "application/xml",
};
// These are compressed by themselves.
const small = [".jpg", ".png", ".webp"];

/** Serves `folder` below the path `base`, "/briefing/"; returns the address of the folder, and how to end it. */
export async function serve(folder, base) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const page = pathname.endsWith("/") ? "index.html" : "";
    const file = join(folder, decodeURIComponent(pathname.slice(base.length)) + page);
    const bytes = pathname.startsWith(base) ? await readFile(file).catch(() => null) : null;
    if (!bytes) return response.writeHead(404).end();
    const ending = extname(file);
    response.setHeader("Content-Type", types[ending] ?? "application/octet-stream");
    // What GitHub Pages says.
    response.setHeader("Cache-Control", "max-age=600");
    const wants = /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
    if (!wants || small.includes(ending)) return response.end(bytes);
    response.setHeader("Content-Encoding", "gzip");
    response.setHeader("Vary", "Accept-Encoding");
    response.end(gzipSync(bytes));
  });
  await new Promise((listens) => server.listen(0, "127.0.0.1", listens));
  return { address: `http://localhost:${server.address().port}${base}`, end: () => server.close() };
}
