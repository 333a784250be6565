// Compiles packages for the Python of the playground: `node compile.mjs FOLDER`. What is compiled
// stands beside the sources, where Python looks for it in an archive.
import process from "node:process";
import { loadPyodide } from "pyodide";

const pyodide = await loadPyodide();
pyodide.FS.mkdir("/packages");
pyodide.mountNodeFS("/packages", process.argv[2]);
const done = pyodide.runPython(`
import compileall, py_compile
unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
compileall.compile_dir("/packages", quiet=1, legacy=True, invalidation_mode=unchecked)
`);
process.exitCode = done ? 0 : 1;
