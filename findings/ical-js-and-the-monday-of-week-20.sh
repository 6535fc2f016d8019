#!/usr/bin/env bash
# Expected: a reader of iCalendar gives the dates of RFC 5545's own examples (section 3.8.5.3): "every
#   20th Monday of the year", "Monday of week number 20". A date that does not exist is left out
#   (section 3.3.10: an "invalid date" MUST be ignored), so a leap day comes back every four years.
# Instead: ical.js 2.2.1 gives every Monday from then on for both, every 1 March for the leap day, and
#   for BYMONTHDAY=31 only the month of the start. There is no error. The rrule package has all right.
# Version: ical.js 2.2.1, beside rrule 2.8.1 (npm). Its README names no such limit.
# For a newsroom: an imported calendar of press dates shows a yearly date every week. Expand the rules
#   with two libraries and compare, or accept only rules without BYWEEKNO and numbered BYDAY by year.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts ical.js@2.2.1 rrule@2.8.1 >/dev/null

cat >run.mjs <<'E'
import ICAL from "ical.js"; import rrule from "rrule";
const rules = [  // rule, start, what ical.js says, what is right
  ["FREQ=YEARLY;BYDAY=20MO", "1997-05-19", "1997-05-19 1997-05-26 1997-06-02", "1997-05-19 1998-05-18 1999-05-17"],
  ["FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997-05-12", "1997-05-19 1997-05-26 1997-06-02", "1997-05-12 1998-05-11 1999-05-17"],
  ["FREQ=YEARLY", "2024-02-29", "2024-02-29 2025-03-01 2026-03-01", "2024-02-29 2028-02-29 2032-02-29"],
  ["FREQ=YEARLY;BYMONTHDAY=31", "2024-01-31", "2024-01-31 2025-01-31 2026-01-31", "2024-01-31 2024-03-31 2024-05-31"],
  ["FREQ=YEARLY;BYDAY=-1FR", "2024-12-27", "2024-12-27 2025-12-26 2026-12-25", "2024-12-27 2025-12-26 2026-12-25"],
];
let isAsStated = true;
for (const [rule, start, stated, right] of rules) {
  const dates = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromString(`${start}T09:00:00`));
  const own = [1, 2, 3].map(() => dates.next().toString().slice(0, 10)).join(" ");
  const text = `DTSTART:${start.replaceAll("-", "")}T090000Z\nRRULE:${rule}`;
  const other = rrule.rrulestr(text).all((_, at) => at < 3).map((date) => date.toISOString().slice(0, 10)).join(" ");
  console.log(`${rule} from ${start}\n    ical.js: ${own}\n    rrule:   ${other}`);
  isAsStated &&= own === stated && other === right;
}
process.exit(isAsStated ? 0 : 1);
E
node run.mjs
