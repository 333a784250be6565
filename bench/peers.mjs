// Peers in JavaScript: `node bench/peers.mjs MODULES SCHEMA FOLDER` checks every file of a folder.
//
// Each file is read with gray-matter and validated with ajv, formats included, as a site's script
// would do it. A file without front matter that can be read has its verdict too.

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [modules, schema, folder] = process.argv.slice(2);
const require = createRequire(join(modules, "node_modules", "x.js"));
const Ajv = require("ajv/dist/2020").default;
const addFormats = require("ajv-formats").default;
const matter = require("gray-matter");

const ajv = new Ajv({ strict: false });
addFormats(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(schema, "utf8")));

/** Return data of YAML as a schema knows them: moments are text there. */
function plain(value) {
  if (value instanceof Date) {
    return value.toISOString();
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
  }
  return value;
}

let valid = 0;
const names = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".md"));
for (const name of names.sort()) {
  try {
    valid += validate(plain(matter(readFileSync(join(folder, name), "utf8")).data));
  } catch {
    continue;
  }
}
console.log(`${valid} of ${names.length} are valid`);
