/* The page of tolls: searched by words, ordered by number or by day. */

const box = document.getElementById("tolls"), search = document.getElementById("search"), order = document.getElementById("order");
const found = document.getElementById("found");
const rows = [...box.querySelectorAll(".toll-row")];
const inside = new Map(rows.map((row) => [row, folded(row.dataset.search)]));

function show() {
  const terms = folded(search.value).split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const row of rows) {
    row.hidden = !terms.every((term) => inside.get(row).includes(term));
    shown += !row.hidden;
  }
  found.textContent = filledIn(found.dataset.said, { shown: counted(shown), count: counted(rows.length) });
}
order.addEventListener("input", () => {
  const newest = order.value === "newest";
  box.append(...[...rows].sort((a, b) => (newest ? b.dataset.day.localeCompare(a.dataset.day) : 0) || a.dataset.place - b.dataset.place));
});
search.addEventListener("input", show);
show();
