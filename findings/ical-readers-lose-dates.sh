#!/usr/bin/env bash
# Expected: a weekly briefing at 9 in New York is at 9 in winter too, not on the date that EXDATE takes out, and also
#   on the one that RDATE adds (RFC 5545, 3.8.5.1 and 3.8.5.2). All lines of CATEGORIES count (3.6.1: it may occur more
#   than once), and `C:\\new` in a text is `C:\new` (3.3.11). icalendar with recurring-ical-events does all that.
# Instead: node-ical, whose README names recurrence among its strengths, leaves out RDATE without a word, and makes a
#   line break of the `n` behind an escaped backslash. ts-ics counts weeks in UTC: from 1 November on the briefing
#   is an hour early, and the date taken out, which is right to the minute, stays, as it meets none. Of several
#   CATEGORIES, COMMENT and ATTACH lines it keeps the last.
# Versions: node-ical 0.27.2, ts-ics 2.4.6 (npm); icalendar 7.3.2, recurring-ical-events 3.8.2 (PyPI).
# For a newsroom: an agenda made from the parliament's or the court's calendar misses the extra sitting, and lists the
#   one that was called off. Take calendars with the Python pair or with ical.js, or count what was read.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install icalendar==7.3.2 recurring-ical-events==3.8.2
npm install --silent --no-audit --no-fund --ignore-scripts node-ical@0.27.2 ts-ics@2.4.6 >/dev/null

zone='TZID=America/New_York'
printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//news.example//EN BEGIN:VEVENT UID:a@news.example DTSTAMP:20261001T100000Z \
  "DTSTART;$zone:20261020T090000" DURATION:PT1H 'SUMMARY:See C:\\new' CATEGORIES:Politics CATEGORIES:World \
  'RRULE:FREQ=WEEKLY;COUNT=4' "EXDATE;$zone:20261103T090000" "RDATE;$zone:20261105T110000" END:VEVENT END:VCALENDAR >a.ics
cat >run.mjs <<'E'
import { readFileSync } from "node:fs";
import nodeIcal from "node-ical"; import { convertIcsCalendar, extendByRecurrenceRule } from "ts-ics";
const text = readFileSync("a.ics", "utf8"), [from, to] = [new Date("2026-10-01"), new Date("2026-12-01")];
const show = (who, dates, ...rest) => console.log(`${who}:`, dates.map((d) => d.toISOString().slice(5, 16)).sort().join(" "), "|", ...rest.map((x) => JSON.stringify(x)));
const a = Object.values(nodeIcal.sync.parseICS(text)).find((e) => e.type === "VEVENT");
show("node-ical", nodeIcal.expandRecurringEvent(a, { from, to }).map((i) => i.start), a.summary, a.categories);
const [b] = convertIcsCalendar(undefined, text).events;
show("ts-ics", extendByRecurrenceRule(b.recurrenceRule, { start: b.start.date, end: to, exceptions: b.exceptionDates.map((d) => d.date) }), b.summary, b.categories);
E
cat >run.py <<'E'
import datetime, icalendar, json, recurring_ical_events
calendar = icalendar.Calendar.from_ical(open("a.ics", newline="").read())
dates = [e["DTSTART"].dt.astimezone(datetime.timezone.utc) for e in recurring_ical_events.of(calendar).between((2026, 10, 1), (2026, 12, 1))]
event = calendar.walk("VEVENT")[0]
print("icalendar:", *sorted(d.isoformat()[5:16] for d in dates), "|", json.dumps(event["SUMMARY"]), json.dumps([str(c) for line in event["CATEGORIES"] for c in line.cats], separators=(",", ":")))
E
{ node run.mjs; v/bin/python run.py; } | tee seen
diff seen - <<'E'
node-ical: 10-20T13:00 10-27T13:00 11-10T14:00 | "See C:\\\new" ["Politics","World"]
ts-ics: 10-20T13:00 10-27T13:00 11-03T13:00 11-10T13:00 | "See C:\\new" ["World"]
icalendar: 10-20T13:00 10-27T13:00 11-05T16:00 11-10T14:00 | "See C:\\new" ["Politics","World"]
E
