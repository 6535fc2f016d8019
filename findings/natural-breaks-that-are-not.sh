#!/usr/bin/env bash
# Expected: asked for three classes of 0 1 2 50 51 52 100 101 102, k-means and Jenks's natural breaks both give the three groups
#   that one sees. k-means means that each value is in the class whose mean is nearest; Jenks's breaks are those with the least
#   sum of squares within classes (Fisher 1958), and that least sum can be had by trying all breaks. No class is empty.
# Instead: chroma.limits(data, "k", n) of chroma.js counts each value for several centres, so that its means are no means: three groups are
#   two classes, and of 40 numbers it makes two, whether 3, 4, 5 or 7 were asked for. Nothing tells. What it gives
#   are the largest values of classes, but chroma.scale().classes() takes them for the smallest of the next one, so the largest
#   of each class has the wrong colour. geostats' getClassJenks ends one value short: its breaks are not the best ones by far;
#   its getClassJenks2 and simple-statistics are right.
# Versions: chroma-js 3.2.0, geostats 2.1.0, beside simple-statistics 7.12.1 (npm).
# For a newsroom: a map of incomes or of votes shows two colours where the key has five, or puts the capital into a class with the
#   provinces, and looks like a result. Make breaks with ckmeans of simple-statistics, and colour by "not below".
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts chroma-js@3.2.0 geostats@2.1.0 simple-statistics@7.12.1 >/dev/null

cat >run.mjs <<'E'
import chroma from "chroma-js"; import Geostats from "geostats"; import { ckmeans } from "simple-statistics";
const spread = (groups) => groups.reduce((sum, group) => {
  const mean = group.reduce((a, b) => a + b, 0) / group.length;
  return sum + group.reduce((a, b) => a + (b - mean) ** 2, 0);
}, 0);
const upTo = (data, breaks) => breaks.slice(1).map((top, i) => data.filter((x) => x <= top && (x > breaks[i] || i === 0)));
const best = (data, count) => {  // all ways to cut sorted data into `count` groups
  if (count === 1) return [data];
  let found;
  for (let cut = 1; cut <= data.length - count + 1; cut++) {
    const groups = [data.slice(0, cut), ...best(data.slice(cut), count - 1)];
    if (!found || spread(groups) < spread(found)) found = groups;
  }
  return found;
};
let isAsStated = true;
const check = (what, seen, stated) => { const is = JSON.stringify(seen) === JSON.stringify(stated); console.log(is ? "as stated:" : "CHANGED:  ", what, JSON.stringify(seen)); isAsStated &&= is; };

const three = [0, 1, 2, 50, 51, 52, 100, 101, 102];
check("best cut in three", best(three, 3).map((group) => group.at(-1)), [2, 52, 102]);
check("simple-statistics ckmeans", ckmeans(three, 3).map((group) => group.at(-1)), [2, 52, 102]);
check("chroma.limits k, 3", chroma.limits(three, "k", 3), [0, 2, 102]);
const scale = chroma.scale(["white", "black"]).classes([0, 2, 52, 102]);
check("colours of 1, 2, 50 with right breaks", [1, 2, 50].map((x) => scale(x).hex()), ["#ffffff", "#808080", "#808080"]);

const forty = Array.from({ length: 40 }, (_, i) => ((i * 37) % 101) + i / 10).sort((a, b) => a - b);
for (const count of [3, 4, 5, 7]) check(`classes by chroma.limits of 40 numbers, ${count} asked for`, chroma.limits(forty, "k", count).length - 1, 2);

const rates = [1, 1, 2, 2, 3, 9, 10, 10, 30, 31, 32, 33, 100];
const jenks = new Geostats(rates).getClassJenks(3), second = new Geostats(rates).getClassJenks2(3);
check("geostats, 3 of 13 rates", jenks, [1, 3, 10, 100]);
check("  the other function", second, [1, 10, 33, 100]);
check("  spread of both, and the least", [spread(upTo(rates, jenks)), spread(upTo(rates, second)), spread(best(rates, 3))].map((x) => Math.round(x * 10) / 10), [3762.3, 124.5, 124.5]);
process.exit(isAsStated ? 0 : 1);
E
node run.mjs
