/* Incidents over time as bars; a stretch of it is chosen by dragging, or by the fields for dates.

   const line = makeTimeline(element, {language, onRange});   // onRange(since, until) in ISO days, or (null, null)
   line.show({unit: "day" | "month" | "year", counts: [["2016-05", 12], …]}, {since, until});
   line.highlight([["2016-05-02", "2016-05-03"], …]);

   `element` has its words in data-words: bar, all, none. */

const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 92, FOOT = 18, TOP = 12;
const LOCALES = { en: "en-GB", ar: "ar-SY-u-nu-latn" };

function node(tag, attributes, text) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

const iso = (day) => day.toISOString().slice(0, 10);
const parsed = (text) => {
  const [year, month, day] = text.split("-").map(Number);
  return new Date(Date.UTC(year, (month || 1) - 1, day || 1));
};

/* The unit that begins at a day, so many units later. */
function moved(day, unit, steps) {
  const next = new Date(day);
  if (unit === "day") next.setUTCDate(next.getUTCDate() + steps);
  else if (unit === "month") next.setUTCMonth(next.getUTCMonth() + steps);
  else next.setUTCFullYear(next.getUTCFullYear() + steps);
  return next;
}

const LENGTH = { day: 10, month: 7, year: 4 };

/* Every unit from the first to the last, those without an incident too. */
function filled({ unit, counts }) {
  if (!counts.length) return [];
  const known = new Map(counts);
  const bars = [];
  for (let start = parsed(counts[0][0]), last = parsed(counts.at(-1)[0]); start <= last; start = moved(start, unit, 1)) {
    const end = moved(moved(start, unit, 1), "day", -1);
    bars.push({ from: iso(start), to: iso(end), count: known.get(iso(start).slice(0, LENGTH[unit])) || 0 });
  }
  return bars;
}

export function makeTimeline(box, { language = "en", onRange = () => {} } = {}) {
  const said = JSON.parse(box.dataset.words);
  const locale = LOCALES[language] || LOCALES.en;
  const rightToLeft = language === "ar";
  const svg = node("svg", { class: "timeline-svg", role: "img", height: HEIGHT, width: "100%" });
  const bars = node("g", { class: "timeline-bars" }), marks = node("g", { class: "timeline-marks" });
  const shade = node("rect", { class: "timeline-shade", y: TOP - 6, height: HEIGHT - FOOT - TOP + 6, width: 0, x: 0 });
  const axis = node("g", { class: "timeline-axis" });
  svg.append(shade, bars, marks, axis);
  const note = document.createElement("div");
  note.className = "timeline-note hint";
  note.setAttribute("aria-hidden", "true");
  box.replaceChildren(svg, note);

  let shown = { unit: "month", counts: [] }, list = [], range = {}, lit = [], width = 0, drag = null;

  const shape = { day: { dateStyle: "medium" }, month: { month: "long", year: "numeric" }, year: { year: "numeric" } };
  const called = (day, unit = shown.unit) => new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...shape[unit] }).format(parsed(day));
  const whole = (value) => new Intl.NumberFormat(locale).format(value);

  const slot = () => width / Math.max(1, list.length);
  const at = (place) => (rightToLeft ? width - (place + 1) * slot() : place * slot());
  const placeOf = (x) => Math.max(0, Math.min(list.length - 1, Math.floor((rightToLeft ? width - x : x) / slot())));

  function draw() {
    width = Math.max(120, box.clientWidth);
    svg.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
    const most = Math.max(1, ...list.map((bar) => bar.count)), room = HEIGHT - FOOT - TOP;
    const gap = slot() > 6 ? 2 : slot() > 3 ? 1 : 0;
    bars.replaceChildren(...list.filter((bar) => bar.count).map((bar) => {
      const tall = Math.max(2, (bar.count / most) * room);
      const wide = Math.max(1, Math.min(48, slot() - gap));
      const made = node("rect", {
        x: at(list.indexOf(bar)) + (slot() - wide) / 2, width: wide, y: HEIGHT - FOOT - tall, height: tall, rx: slot() > 6 ? 1.5 : 0,
        class: inside(bar) ? "chosen" : "",
      });
      return made;
    }));
    drawAxis(most);
    drawShade();
    drawMarks();
    const total = list.reduce((sum, bar) => sum + bar.count, 0);
    svg.setAttribute("aria-label", list.length
      ? said.all.replace("{count}", whole(total)).replace("{from}", called(list[0].from)).replace("{to}", called(list.at(-1).from))
      : said.none);
    note.textContent = list.length ? "" : said.none;
  }

  const inside = (bar) => (!range.since || bar.to >= range.since) && (!range.until || bar.from <= range.until);

  function drawAxis(most) {
    const wide = { day: 74, month: 60, year: 40 }[shown.unit];
    const every = Math.max(1, Math.ceil(list.length / Math.max(1, Math.floor(width / wide))));
    const short = { day: { day: "numeric", month: "short" }, month: { month: "short", year: "2-digit" }, year: { year: "numeric" } }[shown.unit];
    if (shown.unit === "month" && list.length > 36) { short.year = "numeric"; delete short.month; }
    const form = new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...short });
    let before = "";
    const labels = [];
    list.forEach((bar, place) => {
      const text = form.format(parsed(bar.from));
      const due = shown.unit === "month" && list.length > 36 ? text !== before && bar.from.slice(5, 7) === "01" : place % every === 0;
      before = text;
      if (!due) return;
      const x = at(place) + slot() / 2;
      if (x < 16 || x > width - 16 || (labels.length && Math.abs(labels.at(-1).x - x) < wide * 0.7)) return;
      labels.push({ x, text });
    });
    axis.replaceChildren(
      node("line", { x1: 0, x2: width, y1: HEIGHT - FOOT + 0.5, y2: HEIGHT - FOOT + 0.5 }),
      ...labels.map(({ x, text }) => node("text", { x, y: HEIGHT - 4, "text-anchor": "middle" }, text)),
      ...(list.length ? [node("text", { x: rightToLeft ? width : 0, y: 9, "text-anchor": rightToLeft ? "end" : "start", class: "timeline-most" }, whole(most))] : []),
    );
  }

  function drawShade() {
    const chosen = list.map((bar, place) => [bar, place]).filter(([bar]) => inside(bar)).map(([, place]) => place);
    const any = (range.since || range.until) && chosen.length;
    const ends = any ? [at(chosen[0]), at(chosen.at(-1))].sort((a, b) => a - b) : [0, -slot()];
    shade.setAttribute("x", ends[0]);
    shade.setAttribute("width", Math.max(0, ends[1] - ends[0] + slot()));
  }

  function drawMarks() {
    const spots = new Set();
    for (const [from, to] of lit) list.forEach((bar, place) => { if (bar.to >= from && bar.from <= (to || from)) spots.add(place); });
    marks.replaceChildren(...[...spots].map((place) => node("path", {
      d: `M${at(place) + slot() / 2 - 4} ${TOP - 8}h8l-4 6z`,
    })));
  }

  const where = (event) => placeOf(event.clientX - svg.getBoundingClientRect().left);
  svg.addEventListener("pointerdown", (event) => {
    if (!list.length || event.button) return;
    svg.setPointerCapture(event.pointerId);
    drag = { start: where(event), before: range };
  });
  svg.addEventListener("pointermove", (event) => {
    if (!list.length) return;
    const place = where(event), bar = list[place];
    note.textContent = said.bar.replace("{when}", called(bar.from)).replace("{count}", whole(bar.count));
    if (!drag) return;
    const [first, last] = [drag.start, place].sort((a, b) => a - b);
    range = { since: list[first].from, until: list[last].to };
    draw();
    note.textContent = `${called(list[first].from)} – ${called(list[last].from)}`;
  });
  svg.addEventListener("pointerup", (event) => {
    if (!drag) return;
    const [first, last] = [drag.start, where(event)].sort((a, b) => a - b);
    const since = list[first].from, until = list[last].to;
    const same = drag.before.since === since && drag.before.until === until;
    drag = null;
    range = same ? {} : { since, until };   // the same stretch again lets it go
    draw();
    onRange(range.since || null, range.until || null);
  });
  svg.addEventListener("pointercancel", () => { if (drag) { range = drag.before; drag = null; draw(); } });
  svg.addEventListener("pointerleave", () => { if (!drag) note.textContent = list.length ? "" : said.none; });
  new ResizeObserver(() => { if (Math.abs(box.clientWidth - width) > 1) draw(); }).observe(box);

  return {
    show(counted, chosen = {}) { shown = counted; list = filled(counted); range = chosen; draw(); },
    highlight(days) { lit = days; drawMarks(); },
  };
}
