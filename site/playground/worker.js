// The worker of the playground: Python in WebAssembly, with the package as it is installed.
import { loadPyodide } from "./pyodide/pyodide.mjs";

const here = (path) => new URL(path, import.meta.url).href;

async function start() {
  const [pyodide, packages] = await Promise.all([
    loadPyodide({ indexURL: here("./pyodide/") }),
    fetch(here("./packages.zip")),
  ]);
  if (!packages.ok) throw new Error(`packages.zip: ${packages.status}`);
  pyodide.unpackArchive(await packages.arrayBuffer(), "zip", { extractDir: "/packages" });
  const answer = pyodide.runPython(
    "import sys; sys.path.insert(0, '/packages'); import checker; checker.answer",
  );
  // The first run imports what checks need, and compiles patterns; nobody waits for it later.
  answer(JSON.stringify({ text: "---\ntitle: x\n---\n", name: "article.md", model: "", view: "" }));
  return answer;
}

/** The last line of a traceback says what happened; the rest is of no use to readers. */
const reason = (error) => String(error.message).trim().split("\n").at(-1);

try {
  const answer = await start();
  onmessage = ({ data: { id, question } }) => {
    const begun = performance.now();
    try {
      const told = JSON.parse(answer(JSON.stringify(question)));
      postMessage({ id, told, took: performance.now() - begun });
    } catch (error) {
      postMessage({ id, failed: reason(error) });
    }
  };
  postMessage({ ready: true });
} catch (error) {
  postMessage({ broken: reason(error) });
}
