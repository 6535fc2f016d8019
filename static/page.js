// What the pages do with a script; without it, none of it shows.

// The colours that a reader chose stay, on all pages of the site.
const root = document.documentElement;
// By a button, which a text cannot have as it can any class.
const choices = document.querySelector("button[data-colours]")?.closest(".colours");

function show() {
  for (const button of choices.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", button.dataset.colours === (root.dataset.colours ?? ""));
  }
}

function choose({target}) {
  const {colours} = target.dataset;
  if (colours === undefined) return;
  root.dataset.colours = colours;
  try {
    localStorage.setItem("colours", colours);
  } catch {
    // Where nothing may be kept, they last as long as the page.
  }
  show();
}

if (choices) {
  choices.addEventListener("click", choose);
  choices.hidden = false;
  show();
}

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  const {textContent: words, dataset: {copy, copied}} = button;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(copy);
    button.textContent = copied;
    setTimeout(() => button.textContent = words, 3000);
  });
}
