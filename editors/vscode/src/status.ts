// The item of the status bar that tells how the server is, and the message that tells what it lacks.
import {
  type Disposable,
  languages,
  LanguageStatusSeverity,
  commands,
  type LanguageStatusItem,
  window,
} from "vscode";
import type { NoPython } from "./python";
import { LANGUAGES, SECTION } from "./settings";

const SHOW = { title: "Show the output", command: `${SECTION}.showOutput` };
const RESTART = { title: "Restart", command: `${SECTION}.restart` };

/** Shows how the server is, beside the language of a document. */
export class Status implements Disposable {
  private readonly item: LanguageStatusItem;

  constructor() {
    this.item = languages.createLanguageStatusItem(SECTION, LANGUAGES);
    this.item.name = "article-schema";
  }

  /** The server starts. */
  starts(): void {
    this.show(LanguageStatusSeverity.Information, "Starting", "", SHOW);
    this.item.busy = true;
  }

  /** The server runs. */
  runs(version: string, path: string): void {
    this.show(LanguageStatusSeverity.Information, version, path, SHOW);
  }

  /** The server does not run, which is a fault. */
  fails(what: string, why: string): void {
    this.show(LanguageStatusSeverity.Error, what, why, RESTART);
  }

  /** No Python runs the package. */
  misses(error: NoPython): void {
    this.fails("No Python", error.message);
    void this.offer(error);
  }

  dispose(): void {
    this.item.dispose();
  }

  private show(
    severity: LanguageStatusSeverity,
    text: string,
    detail: string,
    command: { title: string; command: string },
  ): void {
    Object.assign(this.item, { severity, text: `article-schema: ${text}`, detail, command });
    this.item.busy = false;
  }

  private async offer(error: NoPython): Promise<void> {
    const choose = "Choose a Python";
    const answer = await window.showErrorMessage(
      `article-schema: ${error.message}, so nothing is checked. Install Python 3.11 or newer.`,
      choose,
    );
    if (answer === choose) {
      await commands.executeCommand("workbench.action.openSettings", `${SECTION}.interpreter`);
    }
  }
}
