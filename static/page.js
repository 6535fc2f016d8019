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

// Of what is of today, lists say so: the page may be older than that, so that it cannot.
const times = [...document.querySelectorAll(":is(.card,.lines,.lead,h2) time")];
const offset = times.map(({dateTime}) => /T.*([+-])(\d\d):(\d\d)$/.exec(dateTime)).find(Boolean);

if (offset) {
  const [, sign, hours, minutes] = offset;
  const ahead = `${sign}1` * (hours * 60 + +minutes) * 6e4;
  const today = new Date(Date.now() + ahead).toISOString().slice(0, 10);
  const [first, ...rest] = new Intl.RelativeTimeFormat(root.lang, {numeric: "auto"}).format(0, "day");
  for (const time of times.filter(({dateTime}) => dateTime.startsWith(today))) {
    const [day, ...clock] = time.textContent.split(" · ");
    // Where the day stands above, the time stands alone.
    if (clock.length || time.dateTime === today) {
      time.textContent = [first.toLocaleUpperCase(root.lang) + rest.join(""), ...clock].join(" · ");
    }
  }
}

// What is breaking ends when it was said to, on a page that stays open too.
const banner = document.querySelector("main > .banner");

function end() {
  const left = Date.parse(banner.dataset.until) - Date.now();
  banner.hidden = left <= 0;
  if (left > 0) setTimeout(end, Math.min(left, 1e9));
}

if (banner) end();

// On a phone the search of other pages is a button alone, which brings nothing but its reader.
if (location.search === "?q=") document.querySelector("main input[type=search]")?.focus();

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
