#!/usr/bin/env bash
# Expected: no two months, and no two days of a week, have one name in one language, so that a date which a library wrote is the
#   same when that library reads it. Names are those of Unicode CLDR (UTS #35 part 4, "months" and "days"; the patterns
#   of date-fns are that report's own, section "Date Field Symbol Table"), which Intl prints.
# Instead: date-fns shortens both January and June to "հուն" in Armenian, and reads its own "14 հուն, 2026" of June as
#   January; in Basque Monday, Tuesday and Wednesday are all "ast", Thursday and Friday "ost". Six days of dayjs in
#   Kinyarwanda are "Kuw". flatpickr has Mongolian weekdays one day late, so a Sunday is called Monday. arrow in
#   Sinhala calls Tuesday and Wednesday alike, and Thursday Friday, and in Latvian has one name for Monday and Friday.
# Versions: date-fns 4.4.0, dayjs 1.11.23, flatpickr 4.6.13 (npm); arrow 1.4.0 (PyPI); beside Intl of Node 20.
# For a newsroom: the archive of January and that of June look alike, a story goes half a year back when its date is read again,
#   and an agenda invites people for the wrong day. In English all is well. A test should go through all months
#   and days of each edition's language and look for a name that comes twice, or take Intl.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
export TZ=UTC
python3 -m venv v; v/bin/pip -q install --disable-pip-version-check arrow==1.4.0
npm install --silent --no-audit --no-fund --ignore-scripts date-fns@4.4.0 dayjs@1.11.23 flatpickr@4.6.13 >/dev/null

cat >run.mjs <<'E'
import { createRequire } from "node:module"; import { format, parse } from "date-fns"; import { hy, eu } from "date-fns/locale";
const require = createRequire(import.meta.url);
const dayjs = require("dayjs"); require("dayjs/locale/rw");
const flatpickr = require("flatpickr"), { mn } = require("flatpickr/dist/l10n/mn.js").default;
const months = [...Array(12).keys()].map((month) => new Date(2026, month, 14)), week = [...Array(7).keys()].map((day) => new Date(2026, 10, 23 + day));
const intl = (language, options, dates) => dates.map((date) => new Intl.DateTimeFormat(language, options).format(date)).join(" ");
const differ = (language, options, dates) => new Set(dates.map((date) => new Intl.DateTimeFormat(language, options).format(date))).size === dates.length;
console.log("date-fns, months in Armenian:", months.map((date) => format(date, "MMM", { locale: hy })).join(" "));
const june = format(months[5], "PP", { locale: hy });
console.log(`date-fns, June in Armenian: written ${june}, read as ${format(parse(june, "PP", new Date(0), { locale: hy }), "yyyy-MM-dd")}`);
console.log("date-fns, Basque from Monday on:", week.map((date) => format(date, "EEE", { locale: eu })).join(" "));
console.log("dayjs, Kinyarwanda from Monday on:", week.map((date) => dayjs(date).locale("rw").format("ddd").trim()).join(" "));
console.log("flatpickr, Mongolian from Monday on:", week.map((date) => flatpickr.formatDate(date, "l", mn)).join(" "));
console.log("Intl, Mongolian from Monday on:", intl("mn", { weekday: "long" }, week).toLowerCase());
console.log("Intl, all names differ:", differ("hy", { month: "short" }, months) && ["eu", "rw", "mn", "si", "lv"].every((language) => differ(language, { weekday: "short" }, week)));
E
cat >run.py <<'E'
import arrow
for name, language in (("Sinhala", "si"), ("Latvian", "lv")):
    days = [arrow.Arrow(2026, 11, day) for day in range(23, 30)]
    print(f"arrow, {name} from Monday on:", " ".join(f'{day.format("ddd", locale=language)} ({day.format("dddd", locale=language)})' for day in days))
E
{ node run.mjs; v/bin/python run.py; } | tee seen
diff seen - <<'E'
date-fns, months in Armenian: հուն փետ մար ապր մայ հուն հուլ օգս սեպ հոկ նոյ դեկ
date-fns, June in Armenian: written 14 հուն, 2026, read as 2026-01-14
date-fns, Basque from Monday on: ast ast ast ost ost lar iga
dayjs, Kinyarwanda from Monday on: Kuw Kuw Kuw Kuw Kuw Kuw Ku
flatpickr, Mongolian from Monday on: Мягмар Лхагва Пүрэв Баасан Бямба Ням Даваа
Intl, Mongolian from Monday on: даваа мягмар лхагва пүрэв баасан бямба ням
Intl, all names differ: true
arrow, Sinhala from Monday on: සදුද (සදුදා) බදා (අඟහරැවදා) බදා (බදාදා) සිකු (බ්‍රහස්‍පතින්‍දා) සෙන (සිකුරාදා) අ (සෙනසුරාදා) ඉරිදා (ඉරිදා)
arrow, Latvian from Monday on: pi (pirmdiena) ot (otrdiena) tr (trešdiena) ce (ceturtdiena) pi (piektdiena) se (sestdiena) sv (svētdiena)
E
