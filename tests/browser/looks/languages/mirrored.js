// On which side of another thing, or of what holds it, something stands; with the side on which it has to be.

const box = (element) => element.getBoundingClientRect();
const middle = (element) => (box(element).left + box(element).right) / 2;
const told = {};
const beside = (name, one, other, side) => {
  const [a, b] = [one, other].map((selector) => document.querySelector(selector));
  // With some fonts a long word leaves no room beside it, and the other is below.
  const isBeside = a && b && box(a).top < box(b).bottom && box(b).top < box(a).bottom;
  if (isBeside) told[`${name}: ${side}`] = middle(a) < middle(b) ? "left" : "right";
};
// The text itself, and not the box that is as wide as the page.
const textBox = (element) => {
  const range = document.createRange();
  range.selectNodeContents(element);
  return range.getBoundingClientRect();
};
const within = (name, selector, side) => {
  const element = document.querySelector(selector);
  if (!element) return;
  const [text, around] = [textBox(element), box(element)];
  const [left, right] = [text.left - around.left, around.right - text.right];
  // What fills its box is at both sides.
  if (Math.abs(left - right) > 2) told[`${name}: ${side}`] = left < right ? "left" : "right";
};

beside("the name, to the search", ".top .name", ".top .find", "start");
beside("the first section, to the heading of all", ".block h2", ".block .all", "start");
beside("the latest, to the lead", ".blocks", ".below > .most-read", "start");
beside("the first tab, to the second", ".tabs label", ".tabs label:nth-of-type(2)", "start");
beside("the older story, to the newer one", ".turn [rel=prev]", ".turn [rel=next]", "start");
beside("the page before, to the page after", ".pager [rel=prev]", ".pager [rel=next]", "start");
beside("the first page, to the second", ".pager a:nth-of-type(2)", ".pager b", "start");
beside("byline and date, to the text", ".side", ".body", "start");
beside("the first column, to the second", "th:first-child", "th:nth-child(2)", "start");
beside("the date of a card, to its headline", ".list .card .meta", ".list .card :is(h2, h3)", "start");
within("a headline", "main :is(h1, .card h2, .card h3):not([lang])", "start");
within("a headline in the other direction, in a list", ".lead [lang]", "start");
within("a paragraph of the side", ".side p:last-of-type", "start");
within("a cell of a table", "td", "start");
within("a heading of the foot", ".end h2", "start");
for (const list of document.querySelectorAll(".tabs li, .text ol li, .text ul li")) {
  const { paddingLeft, paddingRight } = getComputedStyle(list.parentElement);
  const { marginLeft, marginRight } = getComputedStyle(list);
  const [left, right] = [paddingLeft, paddingRight].map(parseFloat).map((padding, i) => padding + parseFloat([marginLeft, marginRight][i]));
  told[`room for the marks of ${list.parentElement.tagName.toLowerCase()}: start`] = left > right ? "left" : "right";
}
const quote = document.querySelector("blockquote");
if (quote) told["the line of a quotation: start"] = parseFloat(getComputedStyle(quote).borderLeftWidth) > 0 ? "left" : "right";
return told;
