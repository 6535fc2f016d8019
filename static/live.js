// An open page of a live story learns of new entries, and shows them when its reader asks for them.

const live = document.querySelector(".live[data-updates]");
const button = live?.querySelector(".news button");
const lang = document.documentElement.lang || undefined;
/** Between two questions, in milliseconds: twice as long after each that failed. */
const [soon, late] = [3e4, 6e5];
let pause = soon, timer, asked = 0, fresh = [], isOver = false;

const known = () => new Set([...live.querySelectorAll(".entry")].map(({id}) => id));

function tell() {
  const n = fresh.length;
  button.hidden = !n;
  const {dataset} = button;
  button.textContent = (dataset[new Intl.PluralRules(lang).select(n)] ?? dataset.other).replace("{n}", n.toLocaleString(lang));
}

async function ask() {
  asked = Date.now();
  try {
    // By its ETag: of what did not change, a server sends nothing.
    const answer = await fetch(live.dataset.updates, {cache: "no-cache"});
    if (!answer.ok) throw new Error(answer.status);
    const {over, entries} = await answer.json(), there = known();
    fresh = entries.filter(id => !there.has(id));
    tell();
    pause = soon;
    isOver = over;
  } catch {
    pause = Math.min(pause * 2, late);
  }
  wait();
}

function wait() {
  clearTimeout(timer);
  // Not all readers at once, and none who does not look.
  const left = asked + pause * (1 + Math.random() / 2) - Date.now();
  if (!document.hidden && !isOver) timer = setTimeout(ask, Math.max(left, 0));
}

/** Puts the new entries where they belong, with the days and the key moments as they are now. */
async function show() {
  button.disabled = true;
  try {
    const answer = await fetch(location.pathname, {cache: "no-cache"});
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const there = known();
    let last, first;
    live.querySelectorAll(".day").forEach(day => day.remove());
    for (const entry of page.querySelectorAll(".live .entry")) {
      if (!there.has(entry.id)) {
        const copy = document.importNode(entry, true), top = live.querySelector(".entry");
        if (last) last.after(copy);
        else if (top) top.before(copy);
        else live.append(copy);
        first ??= copy;
      }
      last = document.getElementById(entry.id);
    }
    for (const day of page.querySelectorAll(".live .day")) {
      document.getElementById(day.nextElementSibling?.id)?.before(document.importNode(day, true));
    }
    for (const name of [".over", ".keys"]) {
      document.querySelector(name)?.remove();
      const now = page.querySelector(name);
      if (now) live.before(document.importNode(now, true));
    }
    fresh = [];
    tell();
    first?.querySelector("h2 a").focus();
  } catch {
    // The button stays, for another try.
  } finally {
    button.disabled = false;
  }
}

if (button) {
  button.addEventListener("click", show);
  document.addEventListener("visibilitychange", wait);
  asked = Date.now();
  wait();
}
