#!/usr/bin/env bash
# Expected: hare-niemeyer gives away as many seats as it was told to. Where two parties have equal remainders and one seat is left, it
#   draws lots: its README says that "the script does this for you" unless `draw` is false. By the method of largest remainders
#   all seats are always given (each remainder is below one).
# Instead: where three parties are equal and two seats are left, one is given and the other is nobody's: 2 seats for 1:1:1 votes are
#   1, 0, 0. Of all ways to share 1 to 12 seats among 2 to 5 parties with 1 to 6 votes each, one in eight gives too few. Nor
#   are lots drawn: the party that was named first has the seat, in 300 of 300 runs. sainte-lague, by the same author, draws
#   and gives all seats, and refuses without `draw`.
# Versions: hare-niemeyer 3.0.0, sainte-lague 3.0.0 (npm).
# For a newsroom: on the night of a local election, with committees of ten and lists of a few hundred votes, equal remainders are common:
#   the chart shows a council that is one seat short, or a seat for a party that has yet to draw for it. Add up the seats, and
#   look for equal remainders oneself.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts hare-niemeyer@3.0.0 sainte-lague@3.0.0 >/dev/null

cat >run.mjs <<'E'
import hareNiemeyer from "hare-niemeyer"; import sainteLague from "sainte-lague";
const sum = (seats) => Object.values(seats).reduce((a, b) => a + b, 0), three = { a: 1, b: 1, c: 1 };
let isAsStated = true;
const check = (what, seen, stated) => { console.log(what, JSON.stringify(seen)); isAsStated &&= JSON.stringify(seen) === JSON.stringify(stated); };
check("hare-niemeyer, 1:1:1 votes, 2 seats:", hareNiemeyer(three, 2), { a: 1, b: 0, c: 0 });
check("   100 seats:", hareNiemeyer(three, 100), { a: 34, b: 33, c: 33 });
check("   101 seats:", hareNiemeyer(three, 101), { a: 34, b: 33, c: 33 });
check("   a council of 10 for 230, 230 and 920 votes:", hareNiemeyer({ green: 230, red: 230, blue: 920 }, 10), { green: 2, red: 1, blue: 6 });
const runs = (share) => new Set(Array.from({ length: 300 }, () => JSON.stringify(share()))).size;
check("   different results of 300 runs, 5:5 votes, 3 seats:", runs(() => hareNiemeyer({ a: 5, b: 5 }, 3)), 1);
check("sainte-lague: different results of 300 runs:", runs(() => sainteLague({ a: 5, b: 5 }, 3, { draw: true })), 2);
let all = 0, short = 0, shortByOther = 0;
const go = (votes, parties) => {
  if (votes.length < parties) { for (let next = votes.at(-1) ?? 1; next <= 6; next++) go([...votes, next], parties); return; }
  for (let seats = 1; seats <= 12; seats++) {
    const election = Object.fromEntries(votes.map((count, i) => ["abcde"[i], count]));
    all++; short += sum(hareNiemeyer(election, seats)) < seats; shortByOther += sum(sainteLague(election, seats, { draw: true })) < seats;
  }
};
for (const parties of [2, 3, 4, 5]) go([], parties);
check("elections, with too few seats given, and by sainte-lague:", [all, short, shortByOther], [5460, 646, 0]);
process.exit(isAsStated ? 0 : 1);
E
node run.mjs
