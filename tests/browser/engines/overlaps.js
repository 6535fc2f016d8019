// What somebody may press, and what covers a part of it that can be pressed too.

const all = [...document.querySelectorAll("a[href], button, input:not([type=radio]), select, summary, label[for], audio, video")]
  .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !element.closest(".skip"));
// Of a link in a sentence, each line is a box; what is cut off by what scrolls is not there.
const boxes = all.map((element) => [...element.getClientRects()].filter(({ left, right }) => right > 0 && left < innerWidth));
const within = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
const found = [];
const told = (element) => element.outerHTML.slice(0, 90);
all.forEach((one, i) => all.slice(i + 1).forEach((other, j) => {
  if (one.contains(other) || other.contains(one)) return;
  if (boxes[i].some((a) => boxes[i + 1 + j].some((b) => within(a, b)))) found.push(`${told(one)} overlaps ${told(other)}`);
}));
return found.slice(0, 6);
