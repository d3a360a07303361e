/* Keys: data-hotkey="a" (or "g i": one after the other) on a button or link presses it.
   Letters are told by their place on the keyboard where the layout is Arabic. */

const FIELDS = "input:not([type=checkbox]):not([type=radio]):not([type=button]):not([type=submit]), textarea, select, [contenteditable=true]";
const PATIENCE = 1200;

function visible(node) { return !node.disabled && node.getClientRects().length > 0; }

/* The Latin letter of the key that was pressed, whatever the layout writes. */
function letterOf(event) {
  if (event.key.length === 1 && /[\x20-\x7e]/.test(event.key)) return event.key;
  const code = /^Key([A-Z])$/.exec(event.code);
  if (code) return event.shiftKey ? code[1] : code[1].toLowerCase();
  return event.key;
}

export function bindKeys(button, sheet, list, then) {
  let before = "", at = 0;
  const bound = () => [...document.querySelectorAll("[data-hotkey]")];

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (sheet.open || event.target.closest(FIELDS) || document.querySelector("dialog[open]")) return;
    const key = letterOf(event);
    const whole = before && event.timeStamp - at < PATIENCE ? `${before} ${key}` : key;
    const node = bound().find((one) => one.dataset.hotkey === whole && visible(one))
      || bound().find((one) => one.dataset.hotkey === key && visible(one));
    before = bound().some((one) => one.dataset.hotkey.startsWith(`${key} `)) ? key : "";
    at = event.timeStamp;
    if (!node) return;
    event.preventDefault();
    before = "";
    node.focus({ preventScroll: true });
    node.click();
  });

  button.hidden = false;
  button.addEventListener("click", () => {
    const rows = new Map();
    for (const node of bound()) {
      if (!visible(node) && node !== button) continue;
      const name = (node.getAttribute("aria-label") || node.title || node.textContent).trim().replace(/\s+/g, " ");
      if (!rows.has(node.dataset.hotkey)) rows.set(node.dataset.hotkey, name);
    }
    list.replaceChildren(...[...rows].flatMap(([keys, name]) => {
      const term = document.createElement("dt");
      keys.split(" ").forEach((key, place) => {
        if (place) term.append(` ${then} `);
        const cap = document.createElement("kbd");
        cap.textContent = key;
        term.append(cap);
      });
      const what = document.createElement("dd");
      what.textContent = name;
      return [term, what];
    }));
    sheet.showModal();
  });
}
