// What sticks out of the screen, or whose words stick out of its own box, the outermost first.

const page = document.documentElement;
const sticksOut = (element) => {
  const { left, right, width } = element.getBoundingClientRect();
  // Of words in a drawing, browsers tell no box of their own.
  const isDrawn = element.closest("svg") && element.tagName !== "svg";
  // A closed list of options is cut off by the browser, which WebKit counts.
  const isList = element.matches("select, :has(> select)");
  const isCut = !isDrawn && !isList && element.scrollWidth > element.clientWidth + 1;
  return width > 0 && (right > page.clientWidth + 1 || left < -1 || isCut)
    // Of what is no box of its own, the width is told as 0.
    && (isDrawn || element.clientWidth > 0 || right > page.clientWidth + 1);
};
// A table and the links to the sections scroll by themselves, and the link to the text is outside until the focus is
// there. Of a drawing in another, Firefox tells a box that is stretched twice; what is in it has boxes of its own.
const mayStickOut = (element) => element.closest(".table, .skip, .top>nav ul") || element.matches("svg svg");
const found = [...document.body.querySelectorAll("*")].filter((e) => sticksOut(e) && !mayStickOut(e));
const told = found.slice(0, 6).map((element) => element.outerHTML.slice(0, 100));
return page.scrollWidth > innerWidth ? ["the page", ...told] : told;
