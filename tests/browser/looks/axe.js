// Runs axe-core, which is on the page already, and tells which rules it looked at and what is wrong.

// The rules that a page has to follow: WCAG 2.2 at the levels A and AA, and what axe-core holds for good practice.
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// What lies over a card, so that its picture is a link too, has no colour.
axe._audit.checks["color-contrast"].options.ignorePseudo = true;
// What it cannot tell has to be looked at. The arrow that leads back from a footnote is no text: it was.
const isArrow = ({ target }) => /#fnref-|\.footnote-back/.test(target);

const told = ({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => {
  const why = failureSummary.split("\n").slice(1).map((line) => line.trim()).join("; ");
  return { id, what: `${help}: ${target.join(" ")}: ${why}` };
});
// This rule is off where nobody asks for it.
return axe.run({ runOnly: tags, rules: { "target-size": { enabled: true } } }).then((results) => {
  const unsure = results.incomplete.map((rule) => ({ ...rule, nodes: rule.nodes.filter((node) => !isArrow(node)) }));
  return {
    rules: [...results.passes, ...results.violations, ...results.incomplete].map(({ id }) => id),
    wrong: [...results.violations, ...unsure].flatMap(told),
  };
});
