/* The page of a timeline: bars are read by hovering or by keys, and chosen to read their incidents. */

const { incidents, units } = JSON.parse(document.getElementById("data").textContent);
const note = document.getElementById("note"), hint = note.textContent;
const put = listing(document.getElementById("incidents"), document.getElementById("more"));
let chosen = null;

const toldOf = (bar) => bar.querySelector("title").textContent;
const unitOf = (bar) => bar.closest(".unit").dataset.unit;
function choose(bar) {
  for (const other of document.querySelectorAll(".bar.chosen")) other.classList.remove("chosen");
  chosen = chosen && bar && chosen === bar ? null : bar;
  if (chosen) chosen.classList.add("chosen");
  put(chosen ? units[unitOf(chosen)][chosen.dataset.bin].map((number) => incidents[number]) : []);
  note.textContent = chosen ? toldOf(chosen) : hint;
}

for (const svg of document.querySelectorAll(".unit svg")) {
  const bars = [...svg.querySelectorAll(".bar")];
  bars.forEach((bar, place) => {
    bar.setAttribute("role", "button");
    bar.setAttribute("aria-label", toldOf(bar));
    bar.tabIndex = place ? -1 : 0;
    bar.addEventListener("pointerenter", () => { note.textContent = toldOf(bar); });
    bar.addEventListener("pointerleave", () => { note.textContent = chosen ? toldOf(chosen) : hint; });
    bar.addEventListener("focus", () => { note.textContent = toldOf(bar); });
    bar.addEventListener("click", () => choose(bar));
    bar.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(bar); return; }
      const forward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
      const back = forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
      const step = event.key === forward ? 1 : event.key === back ? -1 : 0;
      const next = bars[place + step];
      if (!step || !next) return;
      event.preventDefault();
      bar.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    });
  });
}
document.getElementById("units")?.addEventListener("input", (event) => {
  for (const figure of document.querySelectorAll(".unit")) figure.hidden = figure.dataset.unit !== event.target.value;
  choose(null);
});
