// Says what is wrong with a feed by the schema of JSON Feed 1.1, formats included.
import { readFileSync } from "node:fs";
import { load, serve } from "./tools.mjs";

const Ajv = (await load("ajv")).default.default;
const addFormats = (await load("ajv-formats")).default.default;
const file = `${process.env.ARTICLE_SCHEMA_NODE_MODULES}/jsonfeed-schema/schema-v1.1.json`;

const ajv = new Ajv({ allErrors: true, strict: false });
addFormats(ajv);
const accepts = ajv.compile(JSON.parse(readFileSync(file, "utf8")));

await serve((feed) =>
  accepts(feed) ? [] : accepts.errors.map((fault) => `${fault.instancePath} ${fault.message}`),
);
