#!/usr/bin/env bash
# Expected: "GMT+4" and "UTC+4" are four hours ahead of Greenwich, as Yerevan is: so CLDR writes it in all languages (UTS #35
#   part 4, "Localized GMT format"), so JavaScript writes every date ("Sat Nov 28 2026 10:00:00 GMT+0400", ECMA-262,
#   21.4.4.41), and so dateutil's own tz.tzstr reads it, whose documentation says that it turns POSIX's sign.
# Instead: dateutil's parser takes it for four hours behind: 10:00 in Yerevan becomes 14:00 UTC, not 06:00. "+0400" alone is
#   right, and "GMT" in front of it turns it round. pandas, which asks dateutil where it does not know a form, is right
#   with "UTC+04:00" and eight hours off with "UTC+4". What reads dates with it does the same: Pelican in
#   front matter, feedgen for <pubDate>. dateparser is right.
# Versions: python-dateutil 4.0.0, pandas 3.1.1, pelican 4.12.0, feedgen 1.0.0, dateparser 1.5.0 (PyPI).
# For a newsroom: times copied from a calendar, a browser or an agency's mail make an embargo end eight hours late, or in
#   New York ten hours early, and feeds put stories in the wrong order. Nothing is raised. In London in winter
#   all is well. Write offsets bare ("+04:00").
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install --disable-pip-version-check python-dateutil==4.0.0 pandas==3.1.1 pelican==4.12.0 feedgen==1.0.0 dateparser==1.5.0

cat >run.py <<'E'
import datetime, warnings; warnings.simplefilter("ignore")
import dateparser, pandas, pelican.utils; from dateutil import parser, tz; from feedgen.feed import FeedGenerator
def fed(text):
    feed = FeedGenerator(); feed.title("t"); feed.link(href="https://news.example/"); feed.description("d")
    entry = feed.add_entry(); entry.title("t"); entry.published(text)
    return parser.parse(feed.rss_str().decode().split("<pubDate>")[1].split("</pubDate>")[0])
readers = {"dateutil": parser.parse, "pandas": pandas.to_datetime, "Pelican": pelican.utils.get_date, "feedgen": fed, "dateparser": dateparser.parse}
for text in ("28 Nov 2026 10:00 +0400", "Sat Nov 28 2026 10:00:00 GMT+0400", "2026-11-28 10:00 UTC+04:00", "2026-11-28 10:00 UTC+4", "2026-11-28 10:00 UTC-5"):
    print(f"{text}:", ", ".join(f"{name} {read(text).astimezone(datetime.timezone.utc):%d %H:%M} UTC" for name, read in readers.items()))
print("dateutil's tz.tzstr, UTC+4:", tz.tzstr("UTC+4").utcoffset(datetime.datetime(2026, 11, 28)))
E
v/bin/python run.py | tee seen
diff seen - <<'E'
28 Nov 2026 10:00 +0400: dateutil 28 06:00 UTC, pandas 28 06:00 UTC, Pelican 28 06:00 UTC, feedgen 28 06:00 UTC, dateparser 28 06:00 UTC
Sat Nov 28 2026 10:00:00 GMT+0400: dateutil 28 14:00 UTC, pandas 28 06:00 UTC, Pelican 28 14:00 UTC, feedgen 28 14:00 UTC, dateparser 28 06:00 UTC
2026-11-28 10:00 UTC+04:00: dateutil 28 14:00 UTC, pandas 28 06:00 UTC, Pelican 28 14:00 UTC, feedgen 28 14:00 UTC, dateparser 28 06:00 UTC
2026-11-28 10:00 UTC+4: dateutil 28 14:00 UTC, pandas 28 14:00 UTC, Pelican 28 14:00 UTC, feedgen 28 14:00 UTC, dateparser 28 06:00 UTC
2026-11-28 10:00 UTC-5: dateutil 28 05:00 UTC, pandas 28 05:00 UTC, Pelican 28 05:00 UTC, feedgen 28 05:00 UTC, dateparser 28 15:00 UTC
dateutil's tz.tzstr, UTC+4: 4:00:00
E
