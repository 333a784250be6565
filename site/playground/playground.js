// The playground: an editor, its findings, and what the fixes, the house style and readers make of it.
import { Editor, label } from "./editor.js";
import { pack, unpack } from "./link.js";
import { Python } from "./python.js";
import { code, examples, models, names, schema } from "./choices.json";

/** What stands for the reader's own schema where a model is named, and for the reader's own class. */
const OWN = "own";
const CODE = "python";
/** What stands in the box for code when a link asks for it, for a link holds none. */
const NO_CODE = "# Links hold no code. Paste the model here that goes with this text.\n";
/** How long typing has to rest before a check, in milliseconds. */
const REST = 25;

const $ = (id) => document.getElementById(`playground-${id}`);
const status = $("status");
const panel = $("panel");
const tabs = [...document.querySelectorAll("#playground-app [role=tab]")];
let view = "findings";
let findings = [];
/** What was checked when these were found. */
let found = null;
let timer = 0;
/** The code that the reader wants to run, which may be older than what stands in the box. */
let wanted = code;

function option(select, value, text) {
  select.append(new Option(text, value));
}

function element(name, text, properties = {}) {
  return Object.assign(document.createElement(name), { textContent: text, ...properties });
}

function counted(found) {
  const of = (severity) => found.filter((each) => each.severity === severity).length;
  const parts = ["error", "warning", "info"].filter(of).map((severity) => {
    const count = of(severity);
    return `${count} ${severity}${count === 1 || severity === "info" ? "" : "s"}`;
  });
  return parts.length ? parts.join(", ") : "Nothing is wrong";
}

function changed() {
  clearTimeout(timer);
  timer = setTimeout(check, REST);
}

/** What is checked: the text, the kind of file, and what it should hold. */
function state() {
  const model = $("model").value;
  const written = { [OWN]: own.text, [CODE]: wanted }[model] ?? "";
  return {
    text: editor.text.toWellFormed(),
    name: $("name").value,
    model,
    schema: written.toWellFormed(),
  };
}

const isNow = (asked) => Object.entries(state()).every(([key, value]) => asked[key] === value);

function refuse(reason) {
  findings = [];
  editor.show(findings);
  panel.replaceChildren();
  status.textContent = reason;
}

async function check() {
  const asked = state();
  const heard = await python.ask({ ...asked, view });
  if (heard === null || !isNow(asked)) return;
  if (heard.failed) return refuse(`${heard.failed} Change the text, and it is checked again.`);
  if (heard.told.refused) {
    const what = asked.model === CODE ? "Python model" : "JSON Schema";
    return refuse(`The ${what} cannot be used: ${heard.told.refused}.`);
  }
  findings = heard.told.findings;
  found = asked;
  editor.show(findings);
  status.textContent = `${counted(findings)}. Checked in ${Math.max(1, Math.round(heard.took))} ms.`;
  show(heard.told);
}

function show(told) {
  if (view === "findings") {
    panel.replaceChildren(findings.length ? list() : element("p", "Nothing is wrong."));
  } else if (told.problem) {
    panel.replaceChildren(element("p", told.problem));
  } else {
    const empty = view === "diff" ? "No fix changes anything." : "";
    panel.replaceChildren(told.view ? lines(told.view) : element("p", empty));
  }
}

function lines(text) {
  const block = element("pre", "");
  for (const line of text.split("\n")) {
    const sign = view === "diff" && { "+": "playground-new", "-": "playground-old" }[line[0]];
    block.append(element("span", line, sign ? { className: sign } : {}), "\n");
  }
  return block;
}

/** A text with its code, which stands between backticks. */
function sentence(text) {
  const parts = text.split("`");
  const paragraph = element("p", parts.length % 2 ? "" : text);
  if (parts.length % 2) {
    paragraph.append(...parts.map((part, index) => (index % 2 ? element("code", part) : part)));
  }
  return paragraph;
}

function list() {
  const items = element("ol", "");
  for (const [index, finding] of findings.entries()) {
    const item = element("li", "", { className: `playground-${finding.severity}` });
    const place = element("button", `line ${finding.line}, column ${finding.column}`, {
      type: "button",
      onclick: () => editor.goTo(finding),
    });
    const page = element("a", finding.code, { href: `rules/${finding.code}.html` });
    item.append(element("strong", finding.severity), " ", page, " ", place);
    item.append(sentence(finding.message + (finding.help ? `; ${finding.help}` : "")));
    if (finding.fix) {
      const fix = () => fixOne(index);
      item.append(element("button", label(finding.fix), { type: "button", onclick: fix }));
    }
    items.append(item);
  }
  return items;
}

function choose(tab) {
  for (const each of tabs) {
    each.setAttribute("aria-selected", String(each === tab));
    each.tabIndex = each === tab ? 0 : -1;
  }
  panel.setAttribute("aria-labelledby", tab.id);
  view = tab.dataset.view;
  check();
}

async function replaceBy(wanted) {
  const asked = state();
  const heard = await python.ask({ ...asked, view: wanted });
  const told = heard?.told?.view;
  if (told !== undefined && isNow(asked) && told !== asked.text) editor.text = told;
  else check();
}

async function fixOne(index) {
  // Another text has other findings, of which this would be another one.
  if (!isNow(found)) return check();
  const asked = state();
  const heard = await python.ask({ ...asked, view: "fix", index });
  if (heard?.told?.view && isNow(asked)) editor.replace(heard.told.view);
  else status.textContent = "This fix cannot be made by itself. Try to make all fixes.";
}

async function copyLink() {
  const shown = state();
  const lacks = shown.model === CODE ? " and not your code" : "";
  if (lacks) shown.schema = "";
  try {
    history.replaceState(null, "", await pack(shown));
  } catch {
    status.textContent = "The text is too long for a link.";
    return;
  }
  try {
    await navigator.clipboard.writeText(location.href);
    status.textContent = `The link is copied. It holds the text${lacks}; nothing was sent anywhere.`;
  } catch {
    status.textContent = `The link stands in the address bar. It holds the text${lacks}.`;
  }
}

function set({ text, name, model, schema }) {
  if (names.includes(name)) $("name").value = name;
  if (models.some(([known]) => known === model)) $("model").value = model;
  if (schema) own.text = schema;
  editor.name = $("name").value;
  editor.text = text;
  showOwn();
}

/** The box for a schema, or for code, is there where one is the model. */
function showOwn() {
  $("own").hidden = $("model").value !== OWN;
  $("own-code").hidden = $("model").value !== CODE;
}

/** Code waits for the reader's word: half of it may mean something else. */
function codeChanged() {
  if (ownCode.text !== wanted) status.textContent = "The code has changed. Use this model runs it.";
}

async function restore() {
  try {
    const held = await unpack(location.hash);
    if (held?.model === CODE) {
      // A link is what somebody else wrote, so nothing of it is run. The reader's own code stays.
      held.schema = "";
      if (wanted === code) ownCode.text = wanted = NO_CODE;
    }
    if (!held) return;
    set(held);
    $("example").selectedIndex = -1;
  } catch {
    status.textContent = "The link cannot be read. It may have been cut off.";
  }
}

for (const name of names) option($("name"), name, name);
for (const [value, text] of models) option($("model"), value, text);
examples.forEach(({ title }, index) => option($("example"), index, title));

const editor = new Editor($("editor"), {
  text: examples[0].text, name: names[0], label: "Article", changed, fix: fixOne,
});
const own = new Editor($("schema"), {
  text: schema, name: "own.schema.json", label: "Your JSON Schema", changed,
});
const ownCode = new Editor($("python"), {
  text: code, name: "own_model.py", label: "Your model in Python", changed: codeChanged,
});
$("app").hidden = false;
const python = new Python(new URL("./worker.js", import.meta.url), (heard, reason) => {
  $("app").dataset.state = heard;
  if (heard === "loading") {
    status.textContent = "Python is loading. You can write already.";
  } else if (heard === "failed") {
    status.textContent = `Python cannot be loaded: ${reason}. The other pages work without it.`;
  }
});
$("example").addEventListener("change", (event) => {
  const example = examples[event.target.value];
  if (example.model === CODE) ownCode.text = wanted = code;
  set(example);
  check();
});
$("name").addEventListener("change", () => {
  editor.name = $("name").value;
  check();
});
$("model").addEventListener("change", () => {
  showOwn();
  check();
});
$("run").addEventListener("click", () => {
  wanted = ownCode.text;
  check();
});
$("fix").addEventListener("click", () => replaceBy("fixed"));
$("fix-all").addEventListener("click", () => replaceBy("fixed-all"));
$("link").addEventListener("click", copyLink);
tabs.forEach((tab, index) => {
  tab.addEventListener("click", () => choose(tab));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(index + step + tabs.length) % tabs.length];
    next.focus();
    choose(next);
  });
});
addEventListener("hashchange", () => restore().then(check));
await restore();
check();
