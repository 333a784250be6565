// A first model for the files of a folder.
import { ProgressLocation, type QuickPickItem, Uri, ViewColumn, window, workspace } from "vscode";
import { type Python, run } from "./python";

interface Form extends QuickPickItem {
  /** What `infer --as` calls it. */
  readonly form: string;
  readonly language: string;
}

const FORMS: readonly Form[] = [
  { label: "Python", detail: "a class for each kind of files", form: "python", language: "python" },
  { label: "JSON Schema", detail: "for other tools too", form: "json-schema", language: "json" },
  { label: "Configuration", detail: "collections", form: "toml", language: "toml" },
  { label: "Style", detail: "how the files are written", form: "style", language: "toml" },
];

/** Read the files of a folder, and open a first model of them. */
export async function inferModel(python: Python, home: string, given?: Uri): Promise<void> {
  if (!workspace.isTrusted) {
    await window.showWarningMessage("article-schema: files are read for a model in trusted workspaces.");
    return;
  }
  const folder = given ?? (await chosenFolder());
  const form = folder && (await window.showQuickPick(FORMS, { placeHolder: "What to write" }));
  if (folder === undefined || form === undefined) {
    return;
  }
  const title = `Reading the files of ${workspace.asRelativePath(folder)}`;
  const content = await window.withProgress({ location: ProgressLocation.Notification, title }, () =>
    run(python, home, "infer", "--as", form.form, folder.fsPath),
  );
  const document = await workspace.openTextDocument({ language: form.language, content });
  await window.showTextDocument(document, ViewColumn.Active);
}

async function chosenFolder(): Promise<Uri | undefined> {
  const { workspaceFolders: folders = [] } = workspace;
  if (folders.length <= 1) {
    return folders[0]?.uri;
  }
  return (await window.showWorkspaceFolderPick())?.uri;
}
