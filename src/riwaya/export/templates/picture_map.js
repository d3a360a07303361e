/* The page of a map: what is shown follows the families that are ticked and the words that are searched. */

const incidents = JSON.parse(document.getElementById("data").textContent);
const box = document.getElementById("map"), search = document.getElementById("search"), found = document.getElementById("found");
const english = document.documentElement.lang === "en";
for (const one of incidents) {
  one.lines = [one.when, one.gloss && { text: one.gloss, lang: "en" }, english && one.arabic && { text: one.arabic, lang: "ar" },
    one.toll, one.behind, one.review].filter(Boolean);
}
const drawnMap = await makeMap(box, { language: document.documentElement.lang });
const put = listing(document.getElementById("incidents"), document.getElementById("more"), (one) => {
  if (one.lat === null) return;
  drawnMap.focus(one.id);
  drawnMap.highlight([one.id]);
  box.scrollIntoView({ block: "nearest" });
});
function show(first) {
  const families = new Set([...document.querySelectorAll("#families input:checked")].map((input) => input.value));
  const terms = folded(search.value).split(/\s+/).filter(Boolean);
  const several = incidents.filter((one) => families.has(one.colour) && fits(one, terms));
  drawnMap.show(several.filter((one) => one.lat !== null), { fit: first });
  put(several);
  found.textContent = filledIn(found.dataset.said, { shown: counted(several.length), count: counted(incidents.length) });
}
document.getElementById("families").addEventListener("input", () => show(false));
search.addEventListener("input", () => show(false));
show(true);
