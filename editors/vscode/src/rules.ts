// Pages of rules, shown as Markdown.
import { commands, languages, type QuickPickItem, Uri, window, workspace } from "vscode";
import { type Python, run } from "./python";
import { SECTION } from "./settings";

interface Rule {
  readonly code: string;
  readonly name: string;
  readonly severity: string;
  readonly summary: string;
}

/** The scheme of addresses of pages, such as `article-schema-rule:URL005.md`. */
export const RULE_SCHEME = `${SECTION}-rule`;

/** Let somebody choose a rule, those at the cursor first, and show its page. */
export async function explainRule(python: Python, home: string): Promise<void> {
  const rules: Rule[] = JSON.parse(await run(python, home, "rules", "--output-format", "json"));
  const here = codesAtCursor();
  const items: QuickPickItem[] = rules.map((rule) => ({
    label: rule.code,
    description: here.has(rule.code) ? `${rule.name}, at the cursor` : rule.name,
    detail: `${rule.severity}: ${rule.summary}`,
  }));
  items.sort((a, b) => Number(here.has(b.label)) - Number(here.has(a.label)));
  const chosen = await window.showQuickPick(items, {
    placeHolder: "The code or the name of a rule",
    matchOnDescription: true,
  });
  if (chosen !== undefined) {
    const page = Uri.from({ scheme: RULE_SCHEME, path: `${chosen.label}.md` });
    await commands.executeCommand("markdown.showPreview", page);
  }
}

/** Return the page with an address. */
export async function pageOf(uri: Uri, python: Python, home: string): Promise<string> {
  const code = uri.path.replace(/\.md$/, "");
  return await run(python, home, "explain", code);
}

function codesAtCursor(): Set<string> {
  const editor = window.activeTextEditor;
  const found = editor === undefined ? [] : languages.getDiagnostics(editor.document.uri);
  const line = editor?.selection.active.line ?? 0;
  const codes = found
    .filter(({ source, range }) => {
      return source === SECTION && range.start.line <= line && line <= range.end.line;
    })
    .map(({ code }) => (typeof code === "object" ? code.value : code));
  return new Set(codes.map(String));
}

/** Let pages of rules be opened as documents. */
export function registerPages(python: () => Python | undefined, home: string) {
  return workspace.registerTextDocumentContentProvider(RULE_SCHEME, {
    provideTextDocumentContent(uri) {
      const found = python();
      return found === undefined ? "The server does not run." : pageOf(uri, found, home);
    },
  });
}
