// The worker of the playground: Python in WebAssembly, with the package as it is installed.
import createPyodideModule from "./pyodide/pyodide.asm.mjs";
import { loadPyodide } from "./pyodide/pyodide.mjs";

const MEBIBYTE = 1 << 20;
const here = (path) => new URL(path, import.meta.url).href;
const fetched = self.fetch.bind(self);

/** Large files are packed: not every server packs what it sends. */
async function unpacked(path, type) {
  const { ok, status, body } = await fetched(here(path));
  if (!ok) throw new Error(`${path}: ${status}`);
  const unpacking = body.pipeThrough(new DecompressionStream("gzip"));
  return new Response(unpacking, { headers: { "content-type": type } });
}

// Pyodide asks for its program by name. It is compiled while it arrives.
self.fetch = (address, options) =>
  String(address).endsWith("/pyodide.asm.wasm")
    ? unpacked("./pyodide/pyodide.asm.wasm.gz", "application/wasm")
    : fetched(address, options);

/** Pyodide puts a snapshot into its memory, which has to be as large before. */
async function createRoomFor(snapshot, settings) {
  const pyodide = await createPyodideModule(settings);
  const [, begin] = new Uint32Array(snapshot, 0, 2);
  while (pyodide.HEAP8.length < snapshot.byteLength - begin) pyodide._malloc(MEBIBYTE);
  return pyodide;
}

async function start() {
  const type = "application/octet-stream";
  const [snapshot, packages] = [unpacked("./snapshot.gz", type), fetched(here("./packages.zip"))];
  const memory = snapshot.then((response) => response.arrayBuffer());
  const pyodide = await loadPyodide({
    indexURL: here("./pyodide/"),
    _loadSnapshot: memory,
    createPyodideModule: async (settings) => createRoomFor(await memory, settings),
  });
  // What is not in memory yet is imported from there.
  const archive = await packages;
  if (!archive.ok) throw new Error(`packages.zip: ${archive.status}`);
  pyodide.FS.writeFile("/packages.zip", new Uint8Array(await archive.arrayBuffer()));
  const answer = pyodide.runPython("checker.answer");
  // The browser compiles what runs for the first time. That is no part of the time of a question.
  answer(JSON.stringify({ text: "---\ntitle: x\n---\n", name: "article.md", model: "", schema: "", view: "" }));
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
