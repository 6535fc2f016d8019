// Tables of data are sorted by the column whose head is chosen.

function key(cell) {
  const {v} = cell?.dataset ?? {};
  return v ?? (cell?.classList.contains("align-right") ? "" : cell?.textContent ?? "");
}

function sort(head, at) {
  const table = head.closest("table");
  const up = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
  const {compare} = new Intl.Collator(head.closest("[lang]")?.lang || undefined, {numeric: true});
  const isNumber = head.classList.contains("align-right");
  const rows = [...table.querySelectorAll("tbody tr")].map((row) => [key(row.cells[at]), row]);
  // What is not known comes last, whichever way.
  rows.sort(([a], [b]) => !a - !b || up * (isNumber ? a - b : compare(a, b)));
  table.tBodies[0].append(...rows.map(([, row]) => row));
  table.querySelectorAll("[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", up > 0 ? "ascending" : "descending");
}

for (const row of document.querySelectorAll(".data thead tr")) {
  if (row.closest("table").querySelectorAll("tbody tr").length < 3) continue;
  [...row.cells].forEach((head, at) => {
    if (head.tagName !== "TH") return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(head, at));
    head.append(button);
  });
}
