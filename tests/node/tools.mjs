// What the scripts here share: packages from a folder elsewhere, and one answer for each line.
//
// The packages stand outside the repository, so their names resolve from where they are installed
// and not from here.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const home = pathToFileURL(`${process.env.ARTICLE_SCHEMA_NODE_MODULES}/here.js`).href;

/** Import a package, or a file of one. */
export function load(name) {
  return import(import.meta.resolve(name, home));
}

/** Answer each line of JSON on standard input with one line of JSON, in the same order. */
export async function serve(answer) {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    let reply;
    try {
      reply = { value: await answer(JSON.parse(line)) };
    } catch (error) {
      reply = { error: String(error.stack ?? error) };
    }
    process.stdout.write(`${JSON.stringify(reply)}\n`);
  }
}
