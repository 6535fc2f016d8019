#!/usr/bin/env bash
# Expected: `<lastmod>2026-03</lastmod>` means some time in March 2026. The sitemap protocol allows
#   W3C Datetime, whose first two forms are the year and the year with the month, and so does
#   Google's news sitemap for its publication date.
# Instead: ultimate-sitemap-parser fills what is missing from today's date: read on the 28th it is
#   28 March, read on the 5th the 5th, and a year alone is today's day of that year. Nothing tells
#   such a date from a real one, and it changes every day.
# Version: ultimate-sitemap-parser 1.8.1 (PyPI).
# For a newsroom: archives whose old pages give month or year look changed every day, and a crawler
#   that takes what is newer fetches them all again. Write whole dates in sitemaps, or none.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install ultimate-sitemap-parser==1.8.1

v/bin/python - <<'E'
import datetime, sys
from importlib.metadata import version
from usp.tree import sitemap_from_str
written = ["2024", "2024-01", "2024-01-07", "2024-01-07T10:00+04:00"]
urls = "".join(f"<url><loc>https://news.example/{n}/</loc><lastmod>{d}</lastmod></url>" for n, d in enumerate(written))
text = f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
today = datetime.date.today()
read = [page.last_modified for page in sitemap_from_str(text).all_pages()]
print("ultimate-sitemap-parser", version("ultimate-sitemap-parser"), "on", today)
for w, r in zip(written, read):
    print(f"  {w:24} is read as {r}")
sys.exit(not (read[0].date() == today.replace(year=2024) and read[1].date() == today.replace(year=2024, month=1)
              and str(read[2].date()) == "2024-01-07" and read[3].isoformat() == "2024-01-07T10:00:00+04:00"))
E
