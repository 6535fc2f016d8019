#!/usr/bin/env bash
# Expected: the French search of Pagefind and of lunr-languages finds "Arménie" in "l’Arménie" and in
#   "l'Arménie": elision is everyday French, and typographers, smartypants and editors all set U+2019.
# Instead: Pagefind finds it behind the typewriter's apostrophe (U+0027) and not behind the
#   typographic one; lunr.fr finds it behind neither. Italian and Catalan are hit alike, and
#   Ukrainian in Pagefind has U+2019 and U+02BC, both usual there, as different letters.
# Versions: pagefind 1.6.0, lunr 2.3.9, lunr-languages 1.22.0 (npm).
# For a newsroom: the better the typography, the less is found: most mentions of a country ("de
#   l’Ukraine", "d’Israël") are not. Index what stands behind an apostrophe as well, and fold U+2019,
#   U+02BC and U+0027 into one.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts pagefind@1.6.0 lunr@2.3.9 lunr-languages@1.22.0 >/dev/null

cat >run.cjs <<'E'
const fs = require("fs"), { execFileSync } = require("child_process"), lunr = require("lunr");
const titles = { plain: "En Arménie", typewriter: "Retour d'Arménie", typographic: "Avec l’Arménie" };
fs.mkdirSync("site");
for (const [name, title] of Object.entries(titles)) fs.writeFileSync(`site/${name}.html`, `<html lang="fr"><title>${name}</title><main><h1>${title}</h1></main></html>`);
execFileSync("npx", ["pagefind", "--site", "site"]);
require("lunr-languages/lunr.stemmer.support")(lunr); require("lunr-languages/lunr.fr")(lunr);
const index = lunr(function () { this.use(lunr.fr); this.ref("name"); this.field("title"); for (const [name, title] of Object.entries(titles)) this.add({ name, title }); });
// Pagefind's own browser module, with its files read from the disk
const html = { getAttribute: () => "fr" };
Object.assign(globalThis, { window: globalThis, location: { href: "http://localhost/", origin: "http://localhost" }, document: { currentScript: null, querySelector: () => html } });
globalThis.fetch = async (address) => {
  const bytes = new Uint8Array(fs.readFileSync("site/pagefind/" + String(address).replace(/^.*\/pagefind\//, "").split("?")[0]));
  return { ok: true, status: 200, arrayBuffer: async () => bytes.buffer, json: async () => JSON.parse(Buffer.from(bytes).toString()) };
};
(async () => {
  fs.renameSync("site/pagefind/pagefind.js", "site/pagefind/pagefind.mjs");
  const pagefind = await import(process.cwd() + "/site/pagefind/pagefind.mjs");
  await pagefind.options({ basePath: "/pagefind/" }); await pagefind.init();
  const names = async (q) => (await Promise.all((await pagefind.search(q)).results.map((r) => r.data()))).map((d) => d.url.match(/(\w+)\.html/)[1]).sort().join(" ");
  const found = { pagefind: await names("Arménie"), "lunr.fr": index.search("Arménie").map((r) => r.ref).sort().join(" ") };
  console.log('found by "Arménie":', found);
  process.exit(found.pagefind === "plain typewriter" && found["lunr.fr"] === "plain" ? 0 : 1);
})();
E
node run.cjs
