// The editor of the playground: CodeMirror, with findings as squiggles.
import { markdown } from "@codemirror/lang-markdown";
import { python } from "@codemirror/lang-python";
import { yaml, yamlFrontmatter } from "@codemirror/lang-yaml";
import { HighlightStyle, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { Compartment, EditorState, StateField } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { basicSetup } from "codemirror";

const colour = (name) => `var(--md-code-hl-${name}-color)`;
const highlighting = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: colour("keyword") },
  { tag: [tags.string, tags.special(tags.string)], color: colour("string") },
  { tag: [tags.number, tags.bool, tags.null], color: colour("number") },
  { tag: tags.keyword, color: colour("keyword") },
  { tag: [tags.comment, tags.meta], color: colour("comment") },
  { tag: tags.heading, fontWeight: "bold" },
]);

/** Texts of YAML and JSON have one language, for JSON is YAML; others are Markdown. */
function languageOf(name) {
  if (/\.(ya?ml|json)$/.test(name)) return yaml();
  if (name.endsWith(".py")) return [python(), indentUnit.of("    ")];
  return name.endsWith(".toml") ? [] : yamlFrontmatter({ content: markdown() });
}

/** How deep a text may nest that is coloured: the parsers of the editor go down by calling themselves. */
const DEEPEST = 500;
const NESTED = new RegExp(`(?:[-*+>?] ?){${DEEPEST}}`);

/** Whether a text nests so deep that parsing it would end with an error, or take seconds. */
function isDeep(text) {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = Math.max(0, depth + (bracket === "[" || bracket === "{" ? 1 : -1));
    if (depth > DEEPEST) return true;
  }
  return NESTED.test(text);
}

/** Whether the text of a state is deep. */
const deepness = StateField.define({
  create: (state) => isDeep(state.doc.toString()),
  update: (deep, { docChanged, newDoc }) => (docChanged ? isDeep(newDoc.toString()) : deep),
});

/** Offsets in code points become those of the editor, which counts UTF-16. */
function offsets(text) {
  if (!/[\ud800-\udfff]/.test(text)) return (offset) => offset;
  const at = [];
  let place = 0;
  for (const character of text) {
    at.push(place);
    place += character.length;
  }
  return (offset) => (offset < at.length ? at[offset] : text.length);
}

export class Editor {
  #language = new Compartment();
  #name;

  /** `label` is what a screen reader says; without `fix` nothing is underlined. */
  constructor(parent, { text, name, label, changed, fix }) {
    this.fix = fix;
    this.#name = name;
    this.view = new EditorView({
      parent,
      state: EditorState.create({
        doc: text,
        extensions: [
          basicSetup,
          fix ? lintGutter() : [],
          this.#language.of(languageOf(name)),
          syntaxHighlighting(highlighting),
          deepness,
          EditorState.transactionExtender.of((change) => this.#followed(change)),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
          EditorView.updateListener.of((update) => {
            this.#shown(update);
            if (update.docChanged) changed();
          }),
        ],
      }),
    });
  }

  get text() {
    return this.view.state.doc.toString();
  }

  set text(text) {
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text } });
  }

  set name(name) {
    this.#name = name;
    this.view.dispatch({ effects: this.#coloured(this.view.state.field(deepness)) });
  }

  #coloured(deep) {
    return this.#language.reconfigure(deep ? [] : languageOf(this.#name));
  }

  /** A text that becomes deep loses its colours before it is parsed. */
  #followed(change) {
    const becomes = change.docChanged && !change.startState.field(deepness);
    return becomes && isDeep(change.newDoc.toString()) ? { effects: this.#coloured(true) } : null;
  }

  /** It gets them back when the deep text is gone: what is set up with a change sees the old text too. */
  #shown(update) {
    const { startState, state, view } = update;
    if (startState.field(deepness) && !state.field(deepness)) {
      view.dispatch({ effects: this.#coloured(false) });
    }
  }

  /** Underline findings of the text as it is now. */
  show(findings) {
    const at = offsets(this.text);
    const diagnostics = findings.map((finding, index) => ({
      from: at(finding.from),
      to: at(finding.to),
      severity: finding.severity,
      source: finding.code,
      message: finding.message + (finding.help ? `\n${finding.help}` : ""),
      actions: finding.fix ? [{ name: label(finding.fix), apply: () => this.fix(index) }] : [],
    }));
    this.view.dispatch(setDiagnostics(this.view.state, diagnostics));
  }

  /** Change the text as it is now. */
  replace({ from, to, text }) {
    const at = offsets(this.text);
    this.view.dispatch({ changes: { from: at(from), to: at(to), insert: text } });
  }

  /** Put the cursor on a finding, or on the end of a text that has become shorter since. */
  goTo(finding) {
    const at = offsets(this.text);
    const inside = (offset) => Math.min(at(offset), this.view.state.doc.length);
    const selection = { anchor: inside(finding.from), head: inside(finding.to) };
    this.view.dispatch({ selection, scrollIntoView: true });
    this.view.focus();
  }
}

/** What a button that makes a fix says. */
export function label(fix) {
  const title = fix.title[0].toUpperCase() + fix.title.slice(1);
  return fix.safe ? title : `${title} (check it: it may change what readers get)`;
}
