// The extension: what VS Code starts, and the commands that people give.
import { join } from "node:path";
import { commands, type ExtensionContext, type LogOutputChannel, Uri, window, workspace } from "vscode";
import { inferModel } from "./models";
import { lastLine, onOtherInterpreter, type Python } from "./python";
import { explainRule, registerPages } from "./rules";
import { Server } from "./server";
import { SECTION } from "./settings";
import { Status } from "./status";

let server: Server | undefined;

/** Start the server. */
export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel("article-schema", { log: true });
  const status = new Status();
  const home = context.extensionPath;
  const started = new Server(log, status, home, join(home, "bundled", "libs"));
  server = started;
  context.subscriptions.push(
    log,
    status,
    registerPages(() => started.python, home),
    ...commandsOf(started, log, home),
    workspace.onDidGrantWorkspaceTrust(() => started.restart()),
    workspace.onDidChangeConfiguration(async (event) => {
      // A process is given these when it starts.
      const given = ["importStrategy", "interpreter", "rulesUrl"];
      if (given.some((name) => event.affectsConfiguration(`${SECTION}.${name}`))) {
        await started.restart();
      } else if (event.affectsConfiguration(SECTION)) {
        await started.tellSettings();
      }
    }),
  );
  await started.restart();
  const changes = await onOtherInterpreter(() => void started.restart());
  if (changes !== undefined) {
    context.subscriptions.push(changes);
  }
}

/** End the server. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}

function commandsOf(server: Server, log: LogOutputChannel, home: string) {
  const withPython = (work: (python: Python, given?: Uri) => Promise<void>) => {
    return async (given?: Uri) => {
      if (server.python === undefined) {
        await window.showWarningMessage("article-schema: the server does not run.");
        return;
      }
      try {
        await work(server.python, given instanceof Uri ? given : undefined);
      } catch (error) {
        log.error(String(error));
        await window.showErrorMessage(`article-schema: ${lastLine(error)}`);
      }
    };
  };
  const all: Record<string, (given?: Uri) => unknown> = {
    fixAll: () =>
      commands.executeCommand("editor.action.codeAction", {
        kind: `source.fixAll.${SECTION}`,
        apply: "first",
      }),
    explainRule: withPython((python) => explainRule(python, home)),
    inferModel: withPython((python, given) => inferModel(python, home, given)),
    restart: () => server.restart(),
    showOutput: () => log.show(),
  };
  return Object.entries(all).map(([name, work]) =>
    commands.registerCommand(`${SECTION}.${name}`, work),
  );
}
