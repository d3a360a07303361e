/* Words that are selected in the report's text: their offsets into the raw text, and a menu for them.
   Offsets count code points: a letter beyond the first plane is two units here and one there. */

const points = (string) => [...string].length;
/* Blanks as the raw text may have them at a selection's ends. */
const BLANK = /^[\s\u200e\u200f\u061c\ufeff]$/u;

/* The raw offset of a place in the DOM; null outside the text's runs. */
function rawOffset(container, offset, toEnd) {
  if (container.nodeType === Node.TEXT_NODE) {
    const run = container.parentElement.closest("[data-s]");
    return run ? Number(run.dataset.s) + points(container.data.slice(0, offset)) : null;
  }
  /* Between elements: the beginning of the run behind, or the end of the one before. */
  const behind = container.childNodes[offset] || null;
  const before = offset > 0 ? container.childNodes[offset - 1] : null;
  const runOf = (node, last) => {
    if (!node) return null;
    if (node.nodeType !== Node.ELEMENT_NODE) return node.parentElement?.closest("[data-s]") || null;
    if (node.matches("[data-s]")) return node;
    const inside = node.querySelectorAll("[data-s]");
    return inside.length ? inside[last ? inside.length - 1 : 0] : null;
  };
  const first = toEnd ? runOf(before, true) : runOf(behind, false);
  if (first) return Number(first.dataset.s) + (toEnd ? points(first.textContent) : 0);
  const other = toEnd ? runOf(behind, false) : runOf(before, true);
  if (other) return Number(other.dataset.s) + (toEnd ? 0 : points(other.textContent));
  return container.matches?.("[data-s]") ? Number(container.dataset.s) + (offset ? points(container.textContent) : 0) : null;
}

/* What is selected inside the text: { start, end, text } in code points of the raw text, or null. */
export function offsetsOf(selection, text) {
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const chosen = selection.getRangeAt(0);
  if (!chosen.intersectsNode(text)) return null;
  const range = chosen.cloneRange();
  if (!text.contains(range.startContainer)) range.setStart(text, 0);
  if (!text.contains(range.endContainer)) range.setEnd(text, text.childNodes.length);
  let start = rawOffset(range.startContainer, range.startOffset, false);
  let end = rawOffset(range.endContainer, range.endOffset, true);
  if (start === null || end === null || start >= end) return null;
  const said = [...wordsBetween(text, start, end)];
  while (said.length && BLANK.test(said[0])) { said.shift(); start += 1; }
  while (said.length && BLANK.test(said[said.length - 1])) { said.pop(); end -= 1; }
  return said.length ? { start, end, text: said.join("") } : null;
}

/* The raw letters between two offsets, as far as runs hold them: a blank for each line end. */
function wordsBetween(text, start, end) {
  let found = "", at = start;
  for (const run of text.querySelectorAll("[data-s]")) {
    const first = Number(run.dataset.s);
    const letters = [...run.textContent];
    if (first + letters.length <= start) continue;
    if (first >= end) break;
    if (first > at) found += " ".repeat(first - at);
    found += letters.slice(Math.max(0, start - first), end - first).join("");
    at = Math.max(at, Math.min(end, first + letters.length));
  }
  return found + " ".repeat(Math.max(0, end - at));
}

/* The menu over selected words; `make(column, words)` is told what somebody chose. */
export function menuFor(text, menu, make) {
  const chosen = document.getElementById("chosen");
  let words = null, waiting = 0, pointing = false;

  function close() { menu.hidden = true; words = null; }
  function place() {
    if (matchMedia("(max-width: 40rem)").matches) { menu.style.insetBlockStart = menu.style.left = ""; return; }
    const box = getSelection().getRangeAt(0).getBoundingClientRect();
    const size = menu.getBoundingClientRect();
    const below = box.bottom + 10 + size.height < innerHeight;
    menu.style.top = `${Math.max(8, below ? box.bottom + 10 : box.top - size.height - 10)}px`;
    menu.style.left = `${Math.max(8, Math.min(innerWidth - size.width - 8, box.left + box.width / 2 - size.width / 2))}px`;
  }
  function look() {
    if (menu.contains(document.activeElement) && !menu.hidden) return;
    const found = offsetsOf(getSelection(), text);
    if (!found || found.text.length > 600) { close(); return; }
    words = found;
    chosen.textContent = found.text;
    menu.hidden = false;
    place();
  }
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    if (!pointing) waiting = setTimeout(look, 250);
  });
  document.addEventListener("pointerdown", (event) => { pointing = event.pointerType === "mouse" && !menu.contains(event.target); });
  document.addEventListener("pointerup", () => { if (pointing) { pointing = false; clearTimeout(waiting); waiting = setTimeout(look, 10); } });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !menu.hidden) { close(); getSelection().removeAllRanges(); text.focus({ preventScroll: true }); }
  });
  addEventListener("scroll", () => { if (!menu.hidden && words && !menu.contains(document.activeElement)) place(); }, { passive: true });

  /* Without a mouse: arrows walk by words, Shift selects, Enter goes to the menu. */
  text.addEventListener("keydown", (event) => {
    if (event.target !== text) return;
    const selection = getSelection();
    const side = { ArrowLeft: "left", ArrowRight: "right" }[event.key];
    const line = { ArrowUp: "backward", ArrowDown: "forward" }[event.key];
    if (event.key === "Enter") {
      clearTimeout(waiting);
      look();
      if (words) { event.preventDefault(); menu.querySelector("[data-column]").focus(); }
      return;
    }
    if (!side && !line) return;
    if (!selection.rangeCount || !text.contains(selection.anchorNode)) {
      if (line) return;
      const run = text.querySelector("[data-s]").firstChild;
      selection.collapse(run, 0);
    } else if (line && !event.shiftKey && selection.isCollapsed) return;
    event.preventDefault();
    selection.modify(event.shiftKey ? "extend" : "move", side || line, line ? "line" : "word");
  });
  menu.addEventListener("click", (event) => {
    if (event.target.closest("#unchoose")) { close(); getSelection().removeAllRanges(); return; }
    const button = event.target.closest("[data-column]");
    if (!button || !words) return;
    const wanted = words;
    close();
    getSelection().removeAllRanges();
    make(button.dataset.column, wanted);
  });
}
