#!/usr/bin/env bash
# Expected: with `useNativeTypes`, jsonld.js turns RDF back into JSON's own types, so that a string is a string, as
#   without it (JSON-LD 1.1 API, "RDF to Object Conversion": for xsd:string no type is added). A script of the type
#   "application/ld+json" is JSON-LD in capitals too and with parameters such as charset or profile (JSON-LD 1.1, 7;
#   RFC 6838, 4.2 and 4.3).
# Instead: jsonld 9 gives each plain string the type xsd:string; compacted, a name is no more "Ani" but an
#   object with "@type" and "@value". jsonld 8 did not, and PyLD does not. extruct takes only scripts whose type is written in this
#   one way, and says nothing of the others.
# Versions: jsonld 9.0.0, beside jsonld 8.3.3 (npm) and PyLD 3.3.0; extruct 0.18.0 (PyPI).
# For a newsroom: after an update, templates that print names from a store of RDF print "[object Object]", and a desk that
#   gathers ClaimReviews misses all checks of a site whose system adds a charset. Print `@value`, and write the type bare.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install PyLD==3.3.0 extruct==0.18.0
npm install --silent --no-audit --no-fund --ignore-scripts jsonld@9.0.0 jsonld8@npm:jsonld@8.3.3 >/dev/null

cat >a.nq <<'E'
<urn:a> <https://schema.org/name> "Ani" .
<urn:a> <https://schema.org/age> "40"^^<http://www.w3.org/2001/XMLSchema#integer> .
E
cat >run.mjs <<'E'
import { readFileSync } from "node:fs";
import nine from "jsonld"; import eight from "jsonld8";
for (const [who, tool] of Object.entries({ "jsonld 8": eight, "jsonld 9": nine }))
  for (const useNativeTypes of [false, true]) {
    const read = await tool.compact(await tool.fromRDF(readFileSync("a.nq", "utf8"), { useNativeTypes }), { "@vocab": "https://schema.org/" });
    console.log(who, useNativeTypes, JSON.stringify(read.name), JSON.stringify(read.age));
  }
E
cat >run.py <<'E'
import extruct, json
from pyld import jsonld
read = jsonld.compact(jsonld.from_rdf(open("a.nq").read(), {"useNativeTypes": True}), {"@vocab": "https://schema.org/"})
print("PyLD True", json.dumps(read["name"]), json.dumps(read["age"]))
for kind in ("application/ld+json", "application/ld+json; charset=utf-8", "application/ld+json;profile=http://www.w3.org/ns/json-ld#compacted", "Application/LD+JSON"):
    page = f'<script type="{kind}">{{"@context": "https://schema.org", "@type": "ClaimReview"}}</script>'
    print("extruct", kind, len(extruct.extract(page, syntaxes=["json-ld"])["json-ld"]))
E
{ node run.mjs; v/bin/python run.py; } | tee seen
diff seen - <<'E'
jsonld 8 false "Ani" {"@type":"http://www.w3.org/2001/XMLSchema#integer","@value":"40"}
jsonld 8 true "Ani" 40
jsonld 9 false "Ani" {"@type":"http://www.w3.org/2001/XMLSchema#integer","@value":"40"}
jsonld 9 true {"@type":"http://www.w3.org/2001/XMLSchema#string","@value":"Ani"} 40
PyLD True "Ani" 40
extruct application/ld+json 1
extruct application/ld+json; charset=utf-8 0
extruct application/ld+json;profile=http://www.w3.org/ns/json-ld#compacted 0
extruct Application/LD+JSON 0
E
