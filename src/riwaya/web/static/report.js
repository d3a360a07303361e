/* The report page: words and claims linked both ways, keys, forms in the cards, selected words. */
import { forget, has, keep, keys, watch } from "./drafts.js";
import { offsetsOf, menuFor } from "./report_words.js";

const reading = document.getElementById("reading");
const text = document.getElementById("text");
const said = document.getElementById("said");
const problem = document.getElementById("problem");
const lostWords = document.getElementById("words-for-scripts").dataset.lost;
const csrf = () => document.querySelector('input[name="csrf"]').value;
const report = reading ? reading.dataset.report : "";
const cards = () => [...document.querySelectorAll(".reading article.claim")];

/* Asking the desk. A request without an answer leaves everything as it is and says so. */
async function ask(url, body) {
  problem.replaceChildren();
  try {
    return await fetch(url, {
      method: body ? "POST" : "GET", body, credentials: "same-origin", redirect: "follow",
      headers: { "HX-Request": "true", ...(body ? { "X-CSRF": csrf() } : {}) },
    });
  } catch {
    const line = document.createElement("div");
    line.className = "said bad";
    line.textContent = lostWords;
    problem.replaceChildren(line);
    problem.scrollIntoView({ block: "nearest" });
    return null;
  }
}

function parsed(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

async function showProblem(answer) {
  problem.replaceChildren(parsed(await answer.text()));
  problem.scrollIntoView({ block: "nearest" });
}

function goTo(url) {
  const wanted = new URL(url, location.href);
  const here = wanted.pathname === location.pathname && wanted.search === location.search;
  if (here && wanted.hash) history.replaceState(null, "", wanted.hash);
  if (here) location.reload(); else location.assign(wanted);
}

/* The active claim: its words are lit, its buttons have the keys. */
let active = null;
function light(id) {
  text.querySelectorAll(".m.lit").forEach((mark) => mark.classList.remove("lit"));
  if (!id) return;
  text.querySelectorAll(".m").forEach((mark) => {
    if (mark.dataset.u.split(" ").some((use) => use.split(":")[0] === id)) mark.classList.add("lit");
  });
}
function show(node, block = "nearest") {
  if (node) node.scrollIntoView({ block, behavior: "auto" });
}
/* The words of a claim, unless they can be seen already. */
function showWords(node) {
  if (!node) return;
  const box = node.getBoundingClientRect();
  if (box.top < 40 || box.bottom > innerHeight - 40) show(node, "center");
}
/* The list of claims ends where the window does, so that its last card can be reached. */
function fit() {
  const list = document.querySelector(".reading .claims");
  const beside = matchMedia("(min-width: 62rem)").matches;
  list.style.maxHeight = beside ? `${Math.round(innerHeight - Math.max(0, list.getBoundingClientRect().top))}px` : "";
}
function activate(card, { focus = false, words = true, own = true, link = true } = {}) {
  document.querySelectorAll("article.claim.active").forEach((one) => {
    one.classList.remove("active");
    one.querySelectorAll("[data-key]").forEach((button) => delete button.dataset.hotkey);
  });
  active = card;
  if (!card) { light(null); return; }
  card.classList.add("active");
  card.querySelectorAll(":scope > .acts [data-key]").forEach((button) => { button.dataset.hotkey = button.dataset.key; });
  light(card.id);
  if (link) history.replaceState(null, "", `#${card.id}`);
  if (own) show(card);
  if (words && matchMedia("(min-width: 62rem)").matches) showWords(document.getElementById(`${card.id}-words`));
  if (focus) card.focus({ preventScroll: true });
  const of = document.getElementById("of");
  if (of && of.querySelector(`option[value="${CSS.escape(card.id)}"]`)) of.value = card.id;
}
function step(by) {
  const all = cards();
  if (!all.length) return;
  const place = all.indexOf(active);
  activate(all[Math.min(all.length - 1, Math.max(0, place < 0 ? 0 : place + by))], { focus: true });
}

/* One key, one verdict: the card comes back judged, and the next open one is at hand. */
async function judge(button) {
  const card = button.closest("article.claim");
  const body = new FormData();
  body.set("seen", button.value);
  const answer = await ask(button.getAttribute("formaction"), body);
  if (!answer) return;
  if (answer.status === 409) { inside(card, await answer.text()); return; }
  if (!answer.ok) { await showProblem(answer); return; }
  const content = parsed(await answer.text());
  const fresh = content.querySelector("article.claim");
  if (!fresh) { goTo(answer.url); return; }
  said.replaceChildren(content.querySelector("[data-said]"));
  card.replaceWith(fresh);
  dim(fresh);
  count();
  const next = cards().slice(cards().indexOf(fresh) + 1).find((one) => one.dataset.review === "open");
  activate(button.dataset.byKey && next ? next : fresh, { focus: true });
}
function dim() {
  const off = new Set(cards().filter((card) => card.dataset.review === "rejected").map((card) => card.id));
  text.querySelectorAll(".m").forEach((mark) => {
    mark.classList.toggle("off", mark.dataset.u.split(" ").every((use) => off.has(use.split(":")[0])));
  });
}
function count() {
  const line = document.querySelector(".claimshead .reviewed");
  const done = cards().filter((card) => card.dataset.review !== "open").length;
  const number = new Intl.NumberFormat(document.documentElement.lang === "ar" ? "ar-SY-u-nu-latn" : "en-GB");
  let first = true;
  line.textContent = line.textContent.replace(/[\d,٠-٩٬.]+/, (found) => (first ? ((first = false), number.format(done)) : found));
}

/* Forms: in their card, beside the text. */
function inside(card, html) {
  const box = card ? card.querySelector(".inside") : document.getElementById("fresh");
  box.replaceChildren(parsed(html));
  const form = box.querySelector("form.correct");
  if (form) ready(form);
  show(box, form ? "nearest" : "start");
  return box;
}
function ready(form) {
  watch(form, roomFor);
  form.querySelectorAll('[name$=".drop"]').forEach(cross);
  if (!form.closest(".reading")) return;
  form.querySelectorAll(".mention.blank").forEach((row) => {
    const more = row.parentElement.querySelector("[data-more]");
    row.hidden = !filled(row);
    if (!more) return;
    more.hidden = !row.hidden;
    more.addEventListener("click", () => {
      row.hidden = false;
      more.hidden = true;
      row.querySelector(".spelled input").focus();
    });
  });
}
function filled(row) {
  return [...row.querySelectorAll('[name$=".at"], [name$=".words"]')].some((field) => field.value.trim());
}
function cross(box) {
  box.closest(".mention").classList.toggle("dropped", box.checked);
}
/* A further row of a column, for fields that a draft has and the form lacks. */
function roomFor(form, name) {
  const [column, number] = name.split(".");
  const last = [...form.querySelectorAll(`.mention[data-row="${CSS.escape(column)}"]`)].pop();
  if (last && number !== undefined) another(last, Number(number));
}
function another(row, number) {
  const copy = row.cloneNode(true);
  const before = `${row.dataset.row}.${row.dataset.number}.`;
  copy.dataset.number = number;
  copy.querySelectorAll("[name]").forEach((field) => {
    field.name = `${row.dataset.row}.${number}.${field.name.slice(before.length)}`;
    if (field.type === "checkbox") field.checked = field.defaultChecked;
    else if (field.tagName !== "SELECT") field.value = "";
    field.readOnly = false;
  });
  copy.classList.remove("dropped", "fresh", "filled");
  row.after(copy);
  return copy;
}
async function openForm(card, query = "") {
  const there = (card ? card.querySelector(".inside") : document.getElementById("fresh")).querySelector("form.correct");
  if (there && !query) return there;
  const answer = await ask(card ? card.dataset.way : `/reports/${report}/claims/new${query}`);
  if (!answer) return null;
  if (!answer.ok) { await showProblem(answer); return null; }
  if (card) activate(card, { words: false });
  return inside(card, await answer.text()).querySelector("form.correct");
}
async function send(form) {
  const button = form.querySelector("button.main");
  button.disabled = true;
  const answer = await ask(form.getAttribute("action"), new FormData(form));
  button.disabled = false;
  if (!answer) return;
  const way = answer.headers.get("HX-Redirect");
  if (answer.ok && (way || answer.redirected)) {
    const key = form.dataset.draft || form.parentElement.querySelector("[data-forget]").dataset.forget;
    forget(key);
    goTo(way || answer.url);
    return;
  }
  const html = await answer.text();
  const content = parsed(html);
  if (content.querySelector("form.correct, .conflict")) {
    const box = form.closest(".inside");
    if (box) inside(form.closest("article.claim"), html);
    else {
      form.replaceWith(content);
      document.querySelectorAll("form.correct").forEach(ready);
    }
  } else problem.replaceChildren(content);
}

/* Words that were chosen become a row of the claim's form, or of a new one's. */
async function make(column, chosen) {
  if (column === "new") {
    const form = await openForm(null, `?start=${chosen.start}&end=${chosen.end}`);
    if (form) { keep(form); form.querySelector('[name="event"]').focus(); show(form, "start"); }
    return;
  }
  const card = document.getElementById(document.getElementById("of").value);
  const form = card && await openForm(card);
  if (!form) return;
  const row = column === "trigger" ? form.querySelector('[data-row="trigger"]') : rowFor(form, column);
  if (!row) return;
  const set = (name, value) => {
    const field = row.querySelector(`[name$=".${name}"]`);
    if (field) field.value = value;
    return field;
  };
  set("at", `${chosen.start}-${chosen.end}`);
  set("words", chosen.text).readOnly = true;
  set("number", "");
  set("days", "");
  row.hidden = false;
  row.classList.add("fresh", "filled");
  keep(form);
  show(row, "center");
  (row.querySelector('[name$=".number"]') || form.querySelector("button.main")).focus({ preventScroll: true });
}
/* The only number or time of a claim is replaced; other roles get one more. */
function rowFor(form, column) {
  const rows = [...form.querySelectorAll(`.mention[data-row="${column}"]`)];
  const used = rows.filter((row) => filled(row) && !row.classList.contains("dropped"));
  if ((column === "quantities" || column === "time") && used.length === 1) return used[0];
  const free = rows.find((row) => !filled(row));
  if (free) return free;
  return another(rows[rows.length - 1], Math.max(...rows.map((row) => Number(row.dataset.number))) + 1);
}

document.addEventListener("click", async (event) => {
  const target = event.target;
  const quick = target.closest("[data-quick]");
  if (quick && reading) {
    event.preventDefault();
    quick.dataset.byKey = event.detail === 0 ? "yes" : "";
    await judge(quick);
    return;
  }
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const opens = target.closest("[data-form]");
  if (opens && reading) {
    event.preventDefault();
    const form = await openForm(opens.closest("article.claim"));
    const first = form && (form.querySelector('[name="quantities.0.number"]') || form.querySelector("select, input:not([type=hidden])"));
    if (first && first.getClientRects().length) { first.focus(); first.select?.(); } else form?.querySelector("select")?.focus();
    return;
  }
  const details = target.closest("[data-details]");
  if (details && reading) {
    event.preventDefault();
    const card = details.closest("article.claim");
    const open = card.querySelector(".details");
    if (open) { open.remove(); return; }
    const answer = await ask(`${card.dataset.way}/details`);
    if (answer?.ok) card.querySelector(".inside").append(parsed(await answer.text()));
    return;
  }
  if (target.closest("#new") && reading) {
    event.preventDefault();
    const form = await openForm(null);
    form?.querySelector('[name="trigger.0.words"]').focus();
    return;
  }
  const cancel = target.closest("[data-cancel]");
  if (cancel && cancel.closest(".inside")) {
    event.preventDefault();
    const box = cancel.closest(".inside");
    forget(cancel.closest("form").dataset.draft);
    const card = cancel.closest("article.claim");
    box.replaceChildren();
    (card || document.getElementById("new")).focus({ preventScroll: true });
    return;
  }
  const reload = target.closest("[data-reload]");
  if (reload) {
    event.preventDefault();
    forget(reload.dataset.forget);
    goTo(reload.href);
    return;
  }
  if (!reading) return;
  const mark = target.closest(".arabic .m");
  if (mark) {
    if (mark.tagName === "A") event.preventDefault();
    if (!getSelection().isCollapsed) return;
    const ids = [...new Set([...(mark.dataset.no || "").split(" "), ...mark.dataset.u.split(" ").map((use) => use.split(":")[0])])].filter(Boolean);
    const next = ids[(ids.indexOf(active?.id) + 1) % ids.length];
    activate(document.getElementById(next), { words: false });
    return;
  }
  const at = target.closest(".at, a.no");
  if (at) {
    const card = at.closest("article.claim");
    event.preventDefault();
    activate(card, { words: false, own: false });
    const place = at.classList.contains("no") ? document.getElementById(`${card.id}-words`) : text.querySelector(`[data-s="${at.dataset.start}"]`);
    show(place, "center");
    place?.classList.add("lit");
    return;
  }
  const card = target.closest("article.claim");
  if (card && card !== active && !target.closest("a, button, input, select, label, form")) activate(card);
});
text?.addEventListener("pointerover", (event) => {
  const uses = event.target.dataset?.u?.split(" ") || [];
  if (new Set(uses.map((use) => use.split(":")[0])).size > 1) event.target.title = reading.dataset.several;
});
document.addEventListener("submit", (event) => {
  if (event.target.matches("form.correct, form.over")) {
    event.preventDefault();
    send(event.target);
  }
});
document.addEventListener("change", (event) => {
  if (event.target.matches('[name$=".drop"]')) cross(event.target);
});
document.addEventListener("focusin", (event) => {
  const card = event.target.closest?.("article.claim");
  if (reading && card && card !== active && event.target.matches("a, button")) activate(card, { words: false, own: false, link: false });
});

document.querySelectorAll("form.correct").forEach(ready);
if (reading && text) {
  for (const [id, by] of [["before", -1], ["after", 1]]) {
    const button = document.getElementById(id);
    button.hidden = false;
    button.addEventListener("click", () => step(by));
  }
  fit();
  addEventListener("scroll", fit, { passive: true });
  addEventListener("resize", fit);
  const named = () => document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const first = named()?.matches("article.claim") ? named() : null;
  if (first) activate(first);
  else if (cards().length) activate(cards().find((card) => card.dataset.review === "open") || cards()[0], { words: false, own: false, link: false });
  addEventListener("hashchange", () => { if (named()?.matches("article.claim")) activate(named()); });
  if (reading.dataset.may) menuFor(text, document.getElementById("menu"), make);
  for (const key of keys(`${report}/`)) {
    const anchor = key.slice(report.length + 1);
    const card = cards().find((one) => one.dataset.anchor === anchor) || null;
    if (has(key) && (card || anchor === "new")) openForm(card);
    else if (!card) forget(key);
  }
}
export { offsetsOf };
