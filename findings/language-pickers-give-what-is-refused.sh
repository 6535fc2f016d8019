#!/usr/bin/env bash
# Expected: in `Accept-Language`, a weight of 0 means "not acceptable" (RFC 9110, 12.4.2): of a site in
#   English and Armenian, whoever sends `hy;q=0, *` gets English, and whoever sends `hy;q=0` alone gets
#   what there is by default, or nothing.
# Instead: accept-language-parser, accept-language and resolve-accept-language give Armenian in both
#   cases: 0 is to them the least weight, not a refusal, and the refused language comes before the default.
#   negotiator and @hapi/accept do as the RFC says.
# Versions: accept-language-parser 1.5.0, accept-language 3.0.20, resolve-accept-language 3.1.15,
#   negotiator 1.0.0, @hapi/accept 6.0.3 (npm).
# For a newsroom: a rule at the edge that leads readers of `/` to their language by one of these leads
#   those who took a language out of their browser's list to just that one.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --no-save accept-language-parser@1.5.0 accept-language@3.0.20 \
  resolve-accept-language@3.1.15 negotiator@1.0.0 @hapi/accept@6.0.3

cat >run.mjs <<'E2'
import { createRequire } from "module";
const require = createRequire(import.meta.url);
const parser = require("accept-language-parser");
const picker = require("accept-language").default;
const resolver = require("resolve-accept-language");
const resolve = resolver.resolveAcceptLanguage ?? resolver.default ?? resolver;
const Negotiator = require("negotiator");
const accept = require("@hapi/accept");

// English comes first on the site, and is the default where there is one to be named.
const there = ["en-US", "hy-AM"];
picker.languages(there);
const pickers = {
  "accept-language-parser": (header) => parser.pick(there, header),
  "accept-language": (header) => picker.get(header),
  "resolve-accept-language": (header) => resolve(header, there, "en-US"),
  "negotiator": (header) => new Negotiator({ headers: { "accept-language": header } }).language(there),
  "@hapi/accept": (header) => accept.language(header, there),
};
for (const [name, pick] of Object.entries(pickers)) {
  const picked = ["hy-AM;q=0, *", "hy-AM;q=0"].map((header) => pick(header) || "none");
  console.log(`${name}: ${picked.join(" ")}`);
}
E2
node run.mjs | tee seen
diff seen - <<'E2'
accept-language-parser: hy-AM hy-AM
accept-language: hy-AM hy-AM
resolve-accept-language: hy-AM hy-AM
negotiator: en-US none
@hapi/accept: en-US none
E2
