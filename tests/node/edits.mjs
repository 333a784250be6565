// Read texts of YAML and tell whether they mean what is expected; null where they do.
import { load, serve } from "./tools.mjs";

const { parseDocument } = await load("yaml");
// Of keys that are collections, which are of no interest here.
process.removeAllListeners("warning");
const options = { version: "1.2", merge: true, uniqueKeys: false, intAsBigInt: true };

function shown(value) {
  if (Array.isArray(value)) return value.map(shown);
  if (value === null || value === undefined) return null;
  if (typeof value === "bigint") return { i: String(value) };
  if (typeof value === "number") return { f: String(value) };
  if (typeof value === "object") {
    const names = Object.keys(value).sort();
    return { m: names.map((name) => [name, shown(value[name])]) };
  }
  return value;
}

await serve(({ text, expected }) => {
  const document = parseDocument(text, options);
  if (document.errors.length) return `it cannot be read: ${document.errors[0].message}`;
  let written;
  try {
    written = JSON.stringify(shown(document.toJS({ maxAliasCount: -1 })));
  } catch (error) {
    return `it cannot be read: ${error.message}`;
  }
  return written === expected ? null : `it reads ${written.slice(0, 300)}`;
});
