/* What pages do better with a script; all of them work without. */

const OFF = "catchball.shortcuts.off";
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

/* Saying something to everybody, screen readers too. */
function say(sentence) {
  const place = one("#said");
  if (!place) return;
  const notice = document.createElement("div");
  notice.className = "notice error";
  notice.setAttribute("role", "alert");
  notice.textContent = sentence;
  all("main > .notice.passing").forEach((old) => old.remove());
  notice.classList.add("passing");
  one("main")?.prepend(notice);
  place.textContent = sentence;
}

/* Menus close when the person goes elsewhere or presses Escape. */
document.addEventListener("click", (event) => {
  for (const menu of all("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("focusin", (event) => {
  for (const menu of all("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});

/* The theme changes at once and is saved behind it. */
document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-theme-form]");
  if (!form || !event.submitter) return;
  event.preventDefault();
  const { value } = event.submitter;
  document.documentElement.dataset.theme = value;
  for (const button of all("[name=theme]", form)) button.setAttribute("aria-pressed", String(button === event.submitter));
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form, event.submitter) });
    if (!answer.ok) say(one("#said").dataset.refused);
  } catch {
    say(one("#said").dataset.failed);
  }
});

/* A form is sent once, and Ctrl-Enter sends it from anywhere inside. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.matches("[hx-post], [data-hx-post]")) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 10_000); /* an answer that is a download */
});
addEventListener("pageshow", () => all("form[data-sent]").forEach((form) => delete form.dataset.sent));

/* Files: their names and sizes, and dropping them. */
function size(bytes) {
  const unit = bytes < 1e6 ? ["kilobyte", 1e3] : ["megabyte", 1e6];
  const shown = { style: "unit", unit: unit[0], maximumFractionDigits: 1 };
  return new Intl.NumberFormat(document.documentElement.lang, shown).format(bytes / unit[1]);
}
function showFiles(input) {
  const output = one("output", input.closest("[data-drop]"));
  const names = [...input.files].map((file) => `${file.name} (${size(file.size)})`);
  output.textContent = names.join(", ") || output.dataset.none;
}
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-drop] input[type=file]")) showFiles(event.target);
});

/* A chosen column shows what stands in it. */
document.addEventListener("change", (event) => {
  const { shows } = event.target.dataset;
  if (shows) one(`#${shows}`).textContent = event.target.selectedOptions[0].dataset.samples ?? "";
});

for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const well = event.target.closest?.(".well");
    well?.classList.toggle("over", kind === "dragenter" || kind === "dragover");
  });
}

/* A row of periods that does not fit begins with the newest; older ones are to the left. */
function showNewest(within) {
  for (const wide of all("[data-newest]", within)) wide.scrollLeft = wide.scrollWidth;
}
showNewest(document);

/* The first thing that is wrong gets the focus. */
function attend(within) {
  one("[data-focus]", within)?.focus();
}
attend(document);

/* Rows: the arrows move through a list once it has the focus; j and k from anywhere. */
const targets = () => all("[data-rows] a.target").filter((link) => link.getClientRects().length);
function step(by) {
  const links = targets();
  const next = links[links.indexOf(document.activeElement) + by];
  if (!next || (by < 0 && !links.includes(document.activeElement))) return false;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
  return true;
}
const typing = (element) =>
  element.matches("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]");
const shortcuts = () => localStorage.getItem(OFF) !== "yes";
function leaveMenu() {
  const menu = one("details.menu[open]");
  if (!menu) return false;
  menu.open = false;
  one("summary", menu).focus();
  return true;
}
function help() {
  one("#rail:popover-open")?.hidePopover();
  leaveMenu(); /* the focus comes back to what is still shown when the help is closed */
  one("#help")?.showModal();
}
const keys = { "?": help, "/": () => one("[data-search]")?.focus(), j: () => step(1), k: () => step(-1) };

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (key === "Escape") {
    if (leaveMenu()) event.preventDefault(); /* what it stands in, the drawer, stays open */
    return;
  }
  if (key === "Enter" && (event.ctrlKey || event.metaKey)) {
    target.form?.requestSubmit();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (target.matches("a.target") && (key === "ArrowDown" || key === "ArrowUp")) {
    if (step(key === "ArrowDown" ? 1 : -1)) event.preventDefault();
    return;
  }
  if (typing(target) || one("dialog[open]") || !shortcuts() || !(key in keys)) return;
  event.preventDefault();
  keys[key]();
});

const toggle = one("[data-shortcuts]");
if (toggle) {
  toggle.checked = shortcuts();
  toggle.addEventListener("change", () => localStorage.setItem(OFF, toggle.checked ? "no" : "yes"));
}
for (const button of all("[data-help]")) {
  button.hidden = false;
  button.addEventListener("click", help);
}

/* htmx: errors come back as the form with its words; the rest is said. */
document.addEventListener("htmx:afterSwap", (event) => {
  attend(event.detail.target);
  showNewest(event.detail.target.parentElement ?? document);
});
document.addEventListener("htmx:responseError", () => say(one("#said").dataset.refused));
document.addEventListener("htmx:sendError", () => say(one("#said").dataset.failed));
