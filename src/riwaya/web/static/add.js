/* Adding reports: files dropped on the page, the names of those chosen, focus on what came. */
const form = document.querySelector("[data-drop]");
const input = form.querySelector("input[type=file]");
const list = form.querySelector(".chosen");

function show() {
  list.replaceChildren(...[...input.files].slice(0, 50).map((file) => {
    const row = document.createElement("li");
    const name = document.createElement("bdi");
    name.textContent = file.name;
    row.append(name);
    return row;
  }));
}
input.addEventListener("change", show);

form.querySelector(".drop").hidden = false;
const holdsFiles = (event) => [...event.dataTransfer.types].includes("Files");
let depth = 0;
const leave = () => { depth = 0; form.classList.remove("dropping"); };
document.addEventListener("dragenter", (event) => {
  if (!holdsFiles(event)) return;
  depth += 1;
  form.classList.add("dropping");
});
document.addEventListener("dragleave", () => { if (--depth <= 0) leave(); });
document.addEventListener("dragover", (event) => { if (holdsFiles(event)) event.preventDefault(); });
document.addEventListener("drop", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  leave();
  const all = new DataTransfer();
  for (const file of [...input.files, ...event.dataTransfer.files]) all.items.add(file);
  input.files = all.files;
  show();
  form.querySelector("button").focus();
});

/* A form is sent once. */
for (const one of document.querySelectorAll(".way")) {
  one.addEventListener("submit", () => setTimeout(() => { one.querySelector("button").disabled = true; }));
}
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll(".way button")) button.disabled = false;
});
