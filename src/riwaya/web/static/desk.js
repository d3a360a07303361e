/* Every page: light or dark, keys and their sheet, a word when the desk doesn't answer, drafts. */
import { bindKeys } from "./keys.js";

const root = document.documentElement;
const said = document.getElementById("words-for-scripts").dataset;

const theme = document.getElementById("theme");
theme.hidden = false;
theme.addEventListener("click", () => {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  document.cookie = `theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=strict`;
});

bindKeys(document.getElementById("keys"), document.getElementById("sheet"), document.getElementById("sheet-keys"), said.then);

/* A request that gets no answer leaves the page as it is and says so. */
function lost() {
  const box = document.getElementById("problem");
  const line = document.createElement("div");
  line.className = "said bad";
  line.textContent = said.lost;
  box.replaceChildren(line);
}
document.addEventListener("htmx:sendError", lost);
document.addEventListener("htmx:timeout", lost);
document.addEventListener("htmx:beforeRequest", () => document.getElementById("problem").replaceChildren());
