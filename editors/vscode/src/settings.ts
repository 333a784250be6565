// What people can set, and what of it the server is told.
import { workspace } from "vscode";

/** The name of the extension, of its settings and of its commands. */
export const SECTION = "article-schema";

/** The languages of files that the server reads, by the names that VS Code has for them. */
export const LANGUAGES = ["html", "json", "jsonl", "markdown", "mdx", "toml", "yaml"];

/** What the server is told when it starts, and whenever it changes. */
export interface ServerSettings {
  readonly trusted: boolean;
  readonly inlayHints: boolean;
  readonly allowPrivate: boolean;
}

/** Return what the server is told. */
export function serverSettings(): ServerSettings {
  const settings = workspace.getConfiguration(SECTION);
  return {
    // VS Code decides; a setting can only take trust away.
    trusted: workspace.isTrusted && settings.get("trusted", true),
    inlayHints: settings.get("inlayHints", false),
    allowPrivate: settings.get("allowPrivate", false),
  };
}

/** Return the Python that somebody has chosen for the server; empty where nobody has. */
export function chosenInterpreter(): string {
  return workspace.getConfiguration(SECTION).get("interpreter", "").trim();
}

/** Return whether the bundled package is used, also where the environment has one. */
export function bundledFirst(): boolean {
  const strategy: string = workspace
    .getConfiguration(SECTION)
    .get("importStrategy", "fromEnvironment");
  return strategy === "useBundled";
}

/** Return where the pages of rules stand; empty where nobody has said. */
export function rulesUrl(): string {
  return workspace.getConfiguration(SECTION).get("rulesUrl", "").trim();
}
