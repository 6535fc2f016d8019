// The names of all that somebody should come by who goes through the page with the keyboard; of a group of radio
// buttons it is the checked one.

nameOf = (element) =>
  (element.labels?.[0] ?? element).textContent.trim() || element.ariaLabel || element.name || element.outerHTML;
const isStop = (element) =>
  element.checkVisibility({ visibilityProperty: true }) && !element.disabled
  && (element.tabIndex >= 0 || element.matches("audio, video"))
  && (element.type !== "radio" || element.checked);
const all = document.querySelectorAll("a[href], button, input, select, textarea, summary, audio[controls], video[controls], [tabindex]");
return [...all].filter(isStop).map(nameOf);
