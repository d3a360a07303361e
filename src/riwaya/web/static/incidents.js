/* List, map and timeline of one filter: whatever is chosen in one goes into the address, and the
   others follow. Without this script the same page works by its form and links. */
import { makeMap } from "./map.js";
import { makeTimeline } from "./timeline.js";

const page = document.querySelector(".incidents");
const said = JSON.parse(document.getElementById("incident-words").dataset.words);
const language = document.documentElement.lang;
const locale = language === "ar" ? "ar-SY-u-nu-latn" : "en-GB";
const dayForm = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
const number = new Intl.NumberFormat(locale);
const found = () => document.getElementById("found");
const address = () => new URL(found().dataset.here, location.origin);

let map = null, line = null, asking = null;

/* ---- the page of another filter ---- */

async function go(url, { push = true } = {}) {
  asking?.abort();
  asking = new AbortController();
  const mine = asking;
  page.classList.add("loading");
  try {
    const answer = await fetch(url, { headers: { "HX-Request": "true" }, signal: mine.signal });
    if (answer.status === 401) { location.assign(url); return; }
    const text = await answer.text();
    if (mine !== asking) return;
    const parsed = new DOMParser().parseFromString(text, "text/html");
    const parts = ["asked", "found"].map((id) => parsed.getElementById(id));
    if (parts.some((part) => !part)) { location.assign(url); return; }
    replace(parts);
    const here = address();
    if (push) history.pushState({}, "", here.pathname + here.search);
    refresh();
  } catch (error) {
    if (error.name !== "AbortError") problem(said.lost);
  } finally {
    if (mine === asking) { page.classList.remove("loading"); next(); }
  }
}

function replace(parts) {
  const active = document.activeElement;
  const inside = active && (document.getElementById("asked").contains(active) || found().contains(active));
  const more = document.querySelector(".filters-more")?.open;
  const field = inside && active.name && active.closest("[data-filters]") ? active.name : null;
  for (const part of parts) document.getElementById(part.id).replaceWith(document.importNode(part, true));
  if (more) document.querySelector(".filters-more").open = true;
  ready();
  if (inside) (document.querySelector(field ? `[data-filters] [name="${CSS.escape(field)}"]:not([type=hidden])` : null) || found()).focus({ preventScroll: true });
}

function problem(text) {
  const box = document.createElement("div");
  box.className = "said bad";
  box.textContent = text;
  document.getElementById("problem").replaceChildren(box);
}

function changed(changes) {
  const url = address();
  url.searchParams.delete("page");
  for (const [name, value] of Object.entries(changes)) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  return url.pathname + url.search;
}

/* ---- links and forms of the parts ---- */

document.addEventListener("click", (event) => {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest("a[data-part], .incidents .pager a");
  if (link) {
    event.preventDefault();
    const paged = link.closest(".pager");
    go(link.href).then(() => { if (paged) found().scrollIntoView({ block: "nearest" }); });
    return;
  }
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest?.("details.menu[open]");
  if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-filters]");
  if (!form) return;
  event.preventDefault();
  const kept = [...new FormData(form)].filter(([, value]) => String(value).trim());
  go(`${form.getAttribute("action")}?${new URLSearchParams(kept)}`);
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-filters] select")) event.target.form.requestSubmit();
});

/* Counts of a facet are asked for when it is opened. */
document.addEventListener("toggle", async (event) => {
  const menu = event.target;
  if (!menu.matches?.("details.menu")) return;
  if (!menu.open) return;
  for (const other of document.querySelectorAll("details.menu[open]")) if (other !== menu) other.open = false;
  if (!menu.dataset.facet || menu.dataset.loaded) return;
  menu.dataset.loaded = "yes";
  try {
    const answer = await fetch(menu.dataset.facet, { headers: { "HX-Request": "true" } });
    const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
    menu.querySelector(".menu-box").replaceChildren(...[...parsed.body.childNodes].map((node) => document.importNode(node, true)));
  } catch {
    delete menu.dataset.loaded;
    problem(said.lost);
  }
}, true);

window.addEventListener("popstate", () => go(location.pathname + location.search, { push: false }));

/* What each new list needs: the row under the pointer or the focus is shown on map and timeline. */
function ready() {
  const copy = document.querySelector("[data-copy]");
  copy.hidden = !navigator.clipboard;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(new URL(found().dataset.here, location.origin).href);
    const words = copy.querySelector("span"), before = words.textContent;
    words.textContent = said.copied;
    setTimeout(() => { words.textContent = before; }, 1800);
  });
  const list = document.querySelector(".incident-list");
  if (!list) return;
  watch(list);
  const light = (row) => {
    map?.highlight(row ? [row.dataset.id] : []);
    line?.highlight(row?.dataset.from ? [[row.dataset.from, row.dataset.to]] : []);
  };
  list.addEventListener("pointerover", (event) => light(event.target.closest(".incident-row")));
  list.addEventListener("pointerleave", () => light(null));
  list.addEventListener("focusin", (event) => light(event.target.closest(".incident-row")));
  list.addEventListener("focusout", () => light(null));
}

/* Origins and grades take longer to find out: they are asked for of the rows that are looked at. */
let waiting = [], busy = false, watcher = null;
function watch(list) {
  waiting = [];
  watcher?.disconnect();
  watcher = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      watcher.unobserve(target);
      waiting.push(target);
    }
    setTimeout(next, 300);   // whoever only passes by needs none of it
  });
  list.querySelectorAll(".incident-row").forEach((row) => watcher.observe(row));
}

async function next() {
  if (busy || page.classList.contains("loading")) return;
  const row = waiting.shift();
  if (!row) return;
  busy = true;
  try {
    const { about, reviewed } = found().dataset;
    const answer = await fetch(about + encodeURIComponent(row.dataset.id) + reviewed, { headers: { "HX-Request": "true" } });
    if (answer.ok && row.isConnected) {
      const told = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".incident-about");
      if (told) row.querySelector(".incident-about").replaceWith(document.importNode(told, true));
    }
  } catch { /* the row stays as it is */ }
  busy = false;
  next();
}

/* ---- map and timeline ---- */

const days = (first, last) => {
  if (!first && !last) return "";
  const form = (day) => dayForm.format(new Date(`${day}T00:00:00Z`));
  return !last || first === last ? form(first || last) : first ? `${form(first)} – ${form(last)}` : form(last);
};
const bounds = (low, high) => {
  if (low === null && high === null) return "";
  if (low === high) return number.format(low);
  if (high === null) return `≥ ${number.format(low)}`;
  if (low === null) return `≤ ${number.format(high)}`;
  return `\u2066${number.format(low)}–${number.format(high)}\u2069`;
};

function pointOf([id, lat, lon, km, reports, first, last, low, high, head, place], { heads, places }) {
  const [pattern, bare, colour] = heads[head], name = places[place];
  const dead = bounds(low, high);
  const told = reports === 1 ? said.report : said.reports.replace("{count}", number.format(reports));
  return {
    id, lat, lon, km, reports, colour,
    title: name ? pattern.replace("{place}", name) : bare,
    lines: [days(first, last), [dead && `${dead} ${said.killed}`, told].filter(Boolean).join(" · ")].filter(Boolean),
    href: `${page.dataset.path}/${id}`,
  };
}

let shownOf = null;
async function refresh({ fit = false } = {}) {
  const here = address(), { within, since, until } = found().dataset;
  const box = within.split(",").map(Number);
  const area = box.length === 4 && box.every(Number.isFinite) ? box : null;
  const wanted = new URL(page.dataset.points, location.origin);
  here.searchParams.forEach((value, name) => { if (!["page", "sort"].includes(name)) wanted.searchParams.append(name, value); });
  document.querySelector("[data-area=any]").hidden = !within;
  document.querySelector("[data-time=any]").hidden = !(since || until);
  map?.showArea(area);
  if (shownOf === wanted.search || found().querySelector(".said.bad")) return;
  shownOf = wanted.search;
  try {
    const answer = await fetch(wanted);
    if (!answer.ok || shownOf !== wanted.search) return;
    const told = await answer.json();
    if (fit && area) map?.go(area);
    map?.show(told.points.map((row) => pointOf(row, told)), { fit: fit && !area });
    line?.show(told.times, { since: since || undefined, until: until || undefined });
    document.querySelector("[data-most]").textContent = told.most ? said.most.replace("{count}", number.format(told.most)) : "";
    const aside = [told.times.undated && said.undated.replace("{count}", number.format(told.times.undated)), told.times.apart && said.apart.replace("{count}", number.format(told.times.apart))];
    document.querySelector("[data-undated]").textContent = aside.filter(Boolean).join(" · ");
  } catch {
    shownOf = null;
    problem(said.lost);
  }
}

async function start() {
  line = makeTimeline(document.getElementById("timeline"), {
    language, onRange: (since, until) => go(changed({ since, until })),
  });
  const made = makeMap(document.getElementById("map"), { language });
  document.querySelectorAll("[data-tools]").forEach((one) => { one.hidden = false; });
  document.querySelector("[data-time=any]").addEventListener("click", () => go(changed({ since: null, until: null })));
  map = await made;
  document.querySelector("[data-area=view]").addEventListener("click", () => go(changed({ within: map.view().join(",") })));
  document.querySelector("[data-area=any]").addEventListener("click", () => go(changed({ within: null })));
  const hint = document.querySelector("[data-choosing]");
  document.querySelector("[data-area=choose]").addEventListener("click", async () => {
    hint.textContent = hint.dataset.said;
    const area = await map.choose();
    hint.textContent = "";
    if (area) go(changed({ within: area.join(",") }));
  });
  map.on("pick", (ids) => {
    document.querySelectorAll(".incident-row").forEach((row) => row.classList.toggle("lit", ids.includes(row.dataset.id)));
  });
  refresh({ fit: true });
}

ready();
/* The list can be used before the map's data is fetched. */
if (document.readyState === "complete") start();
else window.addEventListener("load", start);
