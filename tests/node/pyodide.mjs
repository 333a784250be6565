// Runs pytest in Pyodide, a CPython for WebAssembly: `node pyodide.mjs PACKAGES REPOSITORY [argument …]`.
// PACKAGES is a folder of pure Python packages. There are no processes, threads, C libraries or pipes.
import { createRequire } from "node:module";
import path from "node:path";

const [packages, repository, ...args] = process.argv.slice(2);
const { loadPyodide } = createRequire(path.join(process.cwd(), "index.js"))("pyodide");
const names = ["HYPOTHESIS_PROFILE", "ARTICLE_SCHEMA_EXAMPLES", "PYTHONHASHSEED"];
const chosen = names.filter((name) => name in process.env).map((name) => [name, process.env[name]]);
const pyodide = await loadPyodide({ env: { HOME: "/tmp", ...Object.fromEntries(chosen) } });
for (const [place, folder] of [["/packages", packages], ["/repository", repository]]) {
  pyodide.FS.mkdir(place);
  pyodide.mountNodeFS(place, folder);
}
pyodide.globals.set("arguments", pyodide.toPy(args));
process.exitCode = pyodide.runPython(`
import os, sys
sys.path.insert(0, "/packages")
sys.dont_write_bytecode = True
os.chdir("/repository")
import pytest
print("Python", sys.version)
int(pytest.main(["-p", "no:cacheprovider", "-p", "no:faulthandler", *arguments]))
`);
