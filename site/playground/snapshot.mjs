// Stores the memory of a Python that has imported the checker and answered questions:
// `node snapshot.mjs packages.zip SNAPSHOT`. A browser that begins with it has nothing to import and
// nothing to compile, which would take it seconds.
import fs from "node:fs";
import process from "node:process";
import { loadPyodide } from "pyodide";

const [packages, snapshot] = process.argv.slice(2);
const pyodide = await loadPyodide({ _makeSnapshot: true });
pyodide.FS.writeFile("/packages.zip", fs.readFileSync(packages));
pyodide.runPython(`
import gc, sys
sys.path.insert(0, "/packages.zip")
import checker
checker.warm_up()
gc.collect()
`);
fs.writeFileSync(snapshot, pyodide.makeMemorySnapshot());
