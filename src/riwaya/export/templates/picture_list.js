/* A list of incidents, so many at a time; words go in as text, never as HTML. */

const AT_ONCE = 60;
const made = (tag, className, text) => {
  const found = document.createElement(tag);
  if (className) found.className = className;
  if (text !== undefined) found.textContent = text;
  return found;
};
const inLanguage = (node, lang) => { node.lang = lang; node.dir = lang === "ar" ? "rtl" : "ltr"; return node; };
const filledIn = (said, values) => said.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const counted = (value) => new Intl.NumberFormat("en-GB").format(value);

/* Spelling variants are one, as the desk's search has it. */
const folded = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}|\u0640/gu, "")
  .replace(/[\u0671\u0649\u0629]/g, (letter) => ({ "\u0671": "\u0627", "\u0649": "\u064a", "\u0629": "\u0647" })[letter]);
const searched = new WeakMap();
function fits(one, terms) {
  if (!searched.has(one)) searched.set(one, folded([one.title, one.arabic, one.gloss, one.place].filter(Boolean).join(" ")));
  return terms.every((term) => searched.get(one).includes(term));
}

function itemOf(one, pick) {
  const item = made("li", `kind-${one.colour}`), body = made("div");
  const name = made(pick ? "button" : "span", "name", one.title);
  if (pick) { name.type = "button"; name.addEventListener("click", () => pick(one)); }
  body.append(name);
  if (one.gloss) body.append(inLanguage(made("p", "gloss", one.gloss), "en"));
  const facts = made("div", "facts");
  const said = [one.when, one.toll, one.behind].filter(Boolean).map((fact) => made("bdi", "", fact));
  if (one.arabic && one.arabic !== one.title) said.push(inLanguage(made("bdi", "", one.arabic), "ar"));
  for (const fact of said) facts.append(fact, " · ");
  facts.append(made("span", `chip ${one.status}`, one.review));
  body.append(facts);
  const swatch = made("span", "swatch");
  swatch.setAttribute("aria-hidden", "true");
  item.append(swatch, body);
  return item;
}

function listing(list, more, pick) {
  const said = more.textContent;
  let all = [], shown = 0;
  const draw = () => {
    list.append(...all.slice(shown, shown + AT_ONCE).map((one) => itemOf(one, pick)));
    shown = Math.min(all.length, shown + AT_ONCE);
    more.hidden = shown >= all.length;
    more.textContent = filledIn(said, { count: counted(all.length - shown) });
  };
  more.addEventListener("click", draw);
  return (several) => { all = several; shown = 0; list.replaceChildren(); draw(); };
}
