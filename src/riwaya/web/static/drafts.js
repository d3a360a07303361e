/* Unsaved forms survive: each form[data-draft] is kept in this browser until it is saved or given up.
   A crash of the browser or the server, a closed tab, a lost connection: the form comes back. */

const PREFIX = "riwaya draft ";
const KEPT_DAYS = 30;
const NEVER = new Set(["csrf"]);
const words = document.getElementById("words-for-scripts").dataset;

function stored(key) {
  try { return JSON.parse(localStorage.getItem(PREFIX + key)); } catch { return null; }
}

/* Whether something unsaved is kept under a key. */
export function has(key) { return Boolean(stored(key)); }

/* The keys of what is kept, those that begin with `start`. */
export function keys(start = "") {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX + start)).map((key) => key.slice(PREFIX.length));
  } catch { return []; }
}

/* Saved, or given up. */
export function forget(key) {
  try { localStorage.removeItem(PREFIX + key); } catch { /* nothing was kept */ }
}

function contents(form) {
  const fields = [];
  for (const field of form.elements) {
    if (!field.name || NEVER.has(field.name) || field.type === "file" || field.type === "password") continue;
    if (field.tagName === "BUTTON" || field.type === "submit") continue;
    fields.push([field.name, field.type === "checkbox" || field.type === "radio" ? field.checked : field.value, field.type === "radio" ? field.value : ""]);
  }
  return fields;
}

export function keep(form) {
  try { localStorage.setItem(PREFIX + form.dataset.draft, JSON.stringify({ at: Date.now(), fields: contents(form) })); } catch { /* full or refused: the form itself is still there */ }
}

/* Put back what was kept; true where something differed. `room` makes the fields of a name that is lacking. */
export function restore(form, room = () => {}) {
  const kept = stored(form.dataset.draft);
  if (!kept) return false;
  let changed = false;
  for (const [name, value, choice] of kept.fields) {
    if (!form.elements.namedItem(name)) room(form, name);
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === "radio" && field.value !== choice) continue;
      if (field.type === "checkbox" || field.type === "radio") {
        changed ||= field.checked !== value;
        field.checked = value;
      } else if (field.value !== value) {
        changed = true;
        field.value = value;
      }
    }
  }
  if (!changed) return false;
  const note = document.createElement("p");
  note.className = "draft";
  note.setAttribute("role", "status");
  note.textContent = words.draft;
  form.prepend(note);
  return true;
}

/* Keep a form from now on, and put back what was kept of it. */
export function watch(form, room) {
  if (form.dataset.watched) return false;
  form.dataset.watched = "yes";
  form.addEventListener("input", () => keep(form));
  form.addEventListener("change", () => keep(form));
  form.querySelectorAll("[data-cancel]").forEach((link) => link.addEventListener("click", () => forget(form.dataset.draft)));
  return restore(form, room);
}

/* What nobody came back to for a month goes. */
for (const key of keys()) {
  const kept = stored(key);
  if (!kept || Date.now() - kept.at > KEPT_DAYS * 86400000) forget(key);
}
/* A page says in data-saved which form it is the answer to. */
document.querySelectorAll("[data-saved]").forEach((node) => forget(node.dataset.saved));
document.querySelectorAll("form[data-draft]").forEach((form) => watch(form));
