// What somebody may press and hardly hits: smaller than 24 by 24 pixels (WCAG 2.2, 2.5.8). A link within a sentence is
// as high as its line, which is the exception that the rule makes.

const LEAST = 24;
const isPressed = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
// What stands beside words of the same paragraph.
const isInSentence = (element) => {
  const block = element.closest("p, li, figcaption, td, blockquote, dd");
  const words = (node) => (node?.textContent ?? "").trim().length;
  return block && !block.matches(".meta, .kicker") && words(block) > words(element) && element.closest(".text, .corrections, .summary, figcaption, .none");
};
const all = document.querySelectorAll("a[href], button, input:not([type=radio]), select, summary, label[for]");
const found = [];
for (const element of all) {
  if (!isPressed(element) || isInSentence(element) || element.closest(".skip")) continue;
  const { width, height } = element.getBoundingClientRect();
  if (width < LEAST - .01 || height < LEAST - .01) {
    found.push(`${element.outerHTML.slice(0, 110)} is ${Math.round(width * 10) / 10} by ${Math.round(height * 10) / 10}`);
  }
}
return found;
