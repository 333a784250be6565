// Read YAML texts with js-yaml, version 3 as gray-matter has it and version 4, and with yaml.
import { load, serve } from "./tools.mjs";

const three = (await load("js-yaml-3")).default;
const four = (await load("js-yaml")).default ?? (await load("js-yaml"));
const { parse } = await load("yaml");
const readers = { "js-yaml 3": three.safeLoad, "js-yaml 4": four.load, yaml: parse };

function shown(value) {
  if (value instanceof Date) return ["date", String(value)];
  if (Array.isArray(value)) return ["list", value.map(shown)];
  if (value === null || value === undefined) return ["null", null];
  if (typeof value === "object") {
    return ["mapping", Object.entries(value).map(([key, item]) => [["text", key], shown(item)])];
  }
  if (typeof value === "number") return ["number", String(value)];
  return [typeof value === "boolean" ? "boolean" : "text", value];
}

await serve(({ reader, text }) => {
  try {
    return shown(readers[reader](text));
  } catch (error) {
    return ["error", error.message];
  }
});
