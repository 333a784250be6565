// Finds a Python that has the server, and runs commands of the package with it.
import { execFile } from "node:child_process";
import { delimiter } from "node:path";
import { PVSC_EXTENSION_ID, PythonExtension } from "@vscode/python-extension";
import { type Disposable, extensions, type LogOutputChannel, workspace } from "vscode";
import { bundledFirst, chosenInterpreter } from "./settings";

/** A Python that has the package and what its server needs. */
export interface Python {
  readonly path: string;
  /** The version of the package. */
  readonly version: string;
  /** The folder of the bundled package, where that of the environment is not used. */
  readonly libs: string | undefined;
}

/** None of these has the package. */
export class NoPython extends Error {
  constructor(readonly tried: readonly string[]) {
    super(`no Python 3.11 or newer: tried ${tried.join(", ") || "none"}`);
  }
}

const QUESTION =
  "import sys; sys.version_info >= (3, 11) or sys.exit('Python 3.11 or newer is needed'); " +
  "import lsprotocol, pygls; from article_schema.version import __version__; print(__version__)";
const LONGEST = 30_000;
const MOST_OUTPUT = 64 * 1024 * 1024;

/**
 * Return the arguments that run a command of the package.
 *
 * `-P` keeps the current folder out of the places where Python looks for modules: a workspace may
 * have an `article_schema.py` of its own.
 */
export function moduleArguments(...words: string[]): string[] {
  return ["-P", "-m", "article_schema", ...words];
}

/** Return the environment of a program that may use the bundled package. */
export function environment(libs: string | undefined): NodeJS.ProcessEnv {
  const known = process.env.PYTHONPATH;
  const path = libs === undefined ? known : [libs, ...(known ? [known] : [])].join(delimiter);
  return { ...process.env, PYTHONUTF8: "1", ...(path && { PYTHONPATH: path }) };
}

/**
 * Return the first Python that has the package; else the first that can run the bundled one.
 *
 * @throws {NoPython} there is none.
 */
export async function findPython(
  log: LogOutputChannel,
  home: string,
  libs: string,
): Promise<Python> {
  const tried: string[] = [];
  const paths = await candidates(log);
  for (const from of bundledFirst() ? [libs] : [undefined, libs]) {
    for (const path of paths) {
      try {
        const answer = await execute(path, ["-P", "-c", QUESTION], home, from);
        return { path, version: answer.trim(), libs: from };
      } catch (error) {
        const which = from === undefined ? "its own package" : "the bundled package";
        log.info(`${path} is not used with ${which}: ${lastLine(error)}`);
        tried.push(path);
      }
    }
  }
  throw new NoPython([...new Set(tried)]);
}

/** Call back whenever the Python extension uses another interpreter. */
export async function onOtherInterpreter(listener: () => void): Promise<Disposable | undefined> {
  const python = await pythonExtension();
  return python?.environments.onDidChangeActiveEnvironmentPath(listener);
}

/** Run a command of the package, and return what it writes. */
export function run(python: Python, folder: string, ...words: string[]): Promise<string> {
  return execute(python.path, moduleArguments(...words), folder, python.libs);
}

/** Return the last line of what a program wrote when it failed. */
export function lastLine(error: unknown): string {
  const told = (error as { stderr?: string }).stderr?.trim() || String(error);
  return told.split("\n").at(-1) ?? told;
}

async function candidates(log: LogOutputChannel): Promise<string[]> {
  const chosen = chosenInterpreter();
  if (chosen !== "") {
    return [chosen];
  }
  const onPath = process.platform === "win32" ? ["python"] : ["python3", "python"];
  try {
    const python = await pythonExtension();
    const folder = workspace.workspaceFolders?.[0]?.uri;
    const environment = await python?.environments.resolveEnvironment(
      python.environments.getActiveEnvironmentPath(folder),
    );
    const active = environment?.executable.uri?.fsPath;
    return active === undefined ? onPath : [active, ...onPath];
  } catch (error) {
    log.warn(`the Python extension names no interpreter: ${String(error)}`);
    return onPath;
  }
}

async function pythonExtension(): Promise<PythonExtension | undefined> {
  return extensions.getExtension(PVSC_EXTENSION_ID) && (await PythonExtension.api());
}

function execute(
  program: string,
  words: string[],
  folder: string,
  libs: string | undefined,
): Promise<string> {
  const options = {
    cwd: folder,
    timeout: LONGEST,
    maxBuffer: MOST_OUTPUT,
    env: environment(libs),
  };
  return new Promise((resolve, reject) => {
    execFile(program, words, options, (error, stdout, stderr) => {
      if (error === null) {
        resolve(stdout);
      } else {
        reject(Object.assign(error, { stderr }));
      }
    });
  });
}
