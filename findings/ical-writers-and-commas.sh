#!/usr/bin/env bash
# Expected: a comma is escaped in texts, as in each category, where bare it separates two (RFC 5545, 3.3.11 and
#   3.8.1.2), and not in a URL, which has no escapes (3.3.13). A name with a comma stands in quotes (3.2);
#   DTSTAMP is in UTC (3.8.7.2). icalendar does so.
# Instead: ical-generator escapes commas and semicolons in URL, and in a calendar with a zone writes DTSTAMP without
#   its Z. ics and ts-ics write the category "Arts, culture" as two, and ts-ics a guest's "Petrosyan, Ani"
#   without quotes, which is two values of that parameter.
# Versions: ical-generator 11.1.2, ics 3.12.0, ts-ics 2.4.6, ical.js 2.2.1 as the reader (npm); icalendar 7.3.2 (PyPI).
# For a newsroom: "add to calendar" leads to a page that is not there if addresses have commas in them, as those of
#   many papers do, and sections with a comma fall apart. Write .ics by hand or read back what was written.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install icalendar==7.3.2
npm install --silent --no-audit --no-fund --ignore-scripts ical-generator@11.1.2 ics@3.12.0 ts-ics@2.4.6 ical.js@2.2.1 >/dev/null

cat >run.py <<'E'
import datetime, icalendar
when = datetime.datetime(2026, 11, 28, 6, tzinfo=datetime.timezone.utc)
event = icalendar.Event.new(uid="a", stamp=when, start=when, summary="A, b", url="https://news.example/a,3,4.html", categories=["Arts, culture", "World"])
guest = icalendar.vCalAddress("mailto:ani@news.example"); guest.params["CN"] = "Petrosyan, Ani"; event.add("attendee", guest)
calendar = icalendar.Calendar.new(); calendar.add_component(event)
open("icalendar.ics", "wb").write(calendar.to_ical())
E
v/bin/python run.py
cat >run.mjs <<'E'
import { readFileSync } from "node:fs";
import ICAL from "ical.js"; import ical from "ical-generator"; import * as ics from "ics"; import * as tsIcs from "ts-ics";
const [uid, url, cn, email, date] = ["a", "https://news.example/a,3,4.html", "Petrosyan, Ani", "ani@news.example", new Date("2026-11-28T06:00:00Z")];
const categories = ["Arts, culture", "World"];
const own = ical({ timezone: "Asia/Yerevan" });
own.createEvent({ id: uid, start: date, summary: "A, b", url, categories: categories.map((name) => ({ name })), attendees: [{ name: cn, email }] });
const written = {
  icalendar: readFileSync("icalendar.ics", "utf8"), "ical-generator": own.toString(),
  ics: ics.createEvent({ uid, start: [2026, 11, 28, 6, 0], duration: { hours: 1 }, title: "A, b", url, categories, attendees: [{ name: cn, email }] }).value,
  "ts-ics": tsIcs.generateIcsCalendar({ version: "2.0", prodId: "x", events: [{ uid, stamp: { date }, start: { date }, duration: { hours: 1 }, summary: "A, b", url, categories, attendees: [{ name: cn, email }] }] }),
};
for (const [who, text] of Object.entries(written)) {
  const event = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent("vevent");
  const [link, stamp] = ["url", "dtstamp"].map((name) => event.getFirstProperty(name));
  console.log(`${who}: ${link.getFirstValue()} | ${event.getFirstProperty("categories").getValues().join(" + ")} | ${/CN=[^:]*/.exec(text)[0]} | UTC ${stamp.getFirstValue().zone === ICAL.Timezone.utcTimezone}`);
}
E
node run.mjs | tee seen
diff seen - <<'E'
icalendar: https://news.example/a,3,4.html | Arts, culture + World | CN="Petrosyan, Ani" | UTC true
ical-generator: https://news.example/a\,3\,4.html | Arts, culture + World | CN="Petrosyan, Ani" | UTC false
ics: https://news.example/a,3,4.html | Arts +  culture + World | CN="Petrosyan, Ani" | UTC true
ts-ics: https://news.example/a,3,4.html | Arts +  culture + World | CN=Petrosyan, Ani | UTC true
E
