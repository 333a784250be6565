
// Filters and sorts the list. Only what is shown stays in the page, so that 50,000 findings are
// quick; without this script the whole list stands there, file by file.
"use strict";
(() => {
  const list = document.getElementById("list");
  const tools = document.getElementById("tools");
  if (!list || !tools) return;
  const STEP = 100;
  const RANKS = { error: 0, warning: 1, info: 2 };
  const items = [];
  for (const section of list.children) {
    const file = section.firstElementChild.textContent;
    for (const node of section.querySelectorAll("li")) {
      items.push({ node, file, rule: node.getAttribute("data-r"),
        severity: node.getAttribute("data-s"),
        fixable: node.hasAttribute("data-f"), place: items.length, words: null, placed: false });
    }
  }
  const ol = document.createElement("ol");
  const more = document.createElement("button");
  more.type = "button";
  more.textContent = "Show more";
  list.replaceChildren(ol);
  list.after(more);
  const inputs = Object.fromEntries([...tools.elements].map((each) => [each.name, each]));
  const count = tools.querySelector("output");
  let chosen = items;
  let shown = 0;

  const show = (number) => {
    const part = document.createDocumentFragment();
    for (const item of chosen.slice(shown, shown + number)) {
      if (!item.placed) {
        item.node.querySelector("code").prepend(item.file + ":");
        item.placed = true;
      }
      part.append(item.node);
    }
    ol.append(part);
    shown = Math.min(shown + number, chosen.length);
    more.hidden = shown === chosen.length;
  };

  const words = (item) =>
    item.words ?? (item.words = (item.file + " " + item.node.textContent).toLowerCase());

  const ORDERS = {
    file: null,
    severity: (a, b) => RANKS[a.severity] - RANKS[b.severity] || a.place - b.place,
    rule: (a, b) => (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : a.place - b.place),
  };

  const refresh = () => {
    const wanted = inputs.text.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const severity = inputs.severity.value;
    const rule = inputs.rule.value;
    const folder = inputs.folder.value;
    const fixable = inputs.fixable.checked;
    chosen = items.filter((item) =>
      (!severity || item.severity === severity) && (!rule || item.rule === rule) &&
      (!folder || item.file.startsWith(folder + "/")) &&
      (!fixable || item.fixable) &&
      wanted.every((word) => words(item).includes(word)));
    const order = ORDERS[inputs.order.value];
    if (order) chosen.sort(order);
    ol.replaceChildren();
    shown = 0;
    show(STEP);
    const [some, all] = [chosen.length, items.length].map((each) => each.toLocaleString("en"));
    count.textContent = `${some} of ${all} findings`;
  };

  tools.addEventListener("input", refresh);
  tools.addEventListener("submit", (event) => event.preventDefault());
  more.addEventListener("click", () => show(STEP));
  new IntersectionObserver((seen) => {
    if (seen.some((each) => each.isIntersecting) && shown < chosen.length) show(STEP);
  }, { rootMargin: "600px" }).observe(more);
  addEventListener("beforeprint", () => show(chosen.length));
  for (const link of document.querySelectorAll("a[data-only]")) {
    link.addEventListener("click", () => {
      inputs.rule.value = link.dataset.only;
      refresh();
    });
  }
  // The words of each item, read while nobody waits for anything.
  let read = 0;
  const readOn = (deadline) => {
    while (read < items.length && deadline.timeRemaining() > 1) words(items[read++]);
    if (read < items.length) requestIdleCallback(readOn);
  };
  if (window.requestIdleCallback) requestIdleCallback(readOn);
  tools.hidden = false;
  refresh();
})();
