// Runs axe-core, which is on the page already, and tells which rules it looked at and what is wrong.

// The rules that a page has to follow: WCAG 2.2 at the levels A and AA, and what axe-core holds for good practice.
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// What lies over a card, so that its picture is a link too, has no colour.
axe._audit.checks["color-contrast"].options.ignorePseudo = true;
// What it cannot tell has to be looked at. The arrow that leads back from a footnote is no text: it was.
const isArrow = ({ target }) => /#fnref-|\.footnote-back/.test(target);

// Nor is a link covered that is half scrolled out of its row; what is in sight has the same colours, and is looked at.
const isHalfIn = ({ target }) => {
  const link = document.querySelector(target[0]), row = link?.closest(".top>nav ul");
  if (!row) return false;
  const [own, all] = [link, row].map((element) => element.getBoundingClientRect());
  return own.left < all.left || own.right > all.right;
};
// It does not know what is behind the words of a chart: the page, or a bar in the colour of its series.
const inChart = (node) => document.querySelector(node.target[0])?.closest(".chart text");
const { Color } = axe.commons.color;
const parsed = (colour) => { const told = new Color(); told.parseString(colour); return told; };
const pale = [...document.querySelectorAll(".chart text")].flatMap((text) => {
  const { fill, color } = getComputedStyle(text);
  const isInBar = text.classList.contains("in");
  const behind = isInBar ? color : getComputedStyle(document.documentElement).backgroundColor;
  const contrast = axe.commons.color.getContrast(parsed(behind), parsed(fill));
  return contrast < 4.5 ? [{ id: "color-contrast", what: `${text.textContent} in a chart: ${contrast}` }] : [];
});

const told = ({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => {
  const why = failureSummary.split("\n").slice(1).map((line) => line.trim()).join("; ");
  return { id, what: `${help}: ${target.join(" ")}: ${why}` };
});
// This rule is off where nobody asks for it.
return axe.run({ runOnly: tags, rules: { "target-size": { enabled: true } } }).then((results) => {
  const isSeen = ({ id }) => (node) => isArrow(node) || (id === "color-contrast" && (inChart(node) || isHalfIn(node)));
  const unsure = results.incomplete.map((rule) => ({ ...rule, nodes: rule.nodes.filter((node) => !isSeen(rule)(node)) }));
  return {
    rules: [...results.passes, ...results.violations, ...results.incomplete].map(({ id }) => id),
    wrong: [...[...results.violations, ...unsure].flatMap(told), ...pale],
  };
});
