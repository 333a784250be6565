// Says which values the JSON Schema engines in JavaScript accept: true or false for each.
import { load, serve } from "./tools.mjs";

// Patterns decide and formats are for editors, so this engine learns their names and no more.
const FORMATS = { uri: true, "uri-reference": true, date: true, "date-time": true };

async function ajv(schema) {
  const module = await load(isNewest(schema) ? "ajv/dist/2020.js" : "ajv");
  return new module.default.default({ strict: true, formats: FORMATS }).compile(schema);
}

async function hyperjump(schema) {
  const draft = isNewest(schema) ? "2020-12" : "07";
  const module = await load(`@hyperjump/json-schema/draft-${draft}`);
  module.registerSchema(schema, schema.$id);
  const validate = await module.validate(schema.$id);
  return (value) => validate(value).valid;
}

async function vscode(schema) {
  const { getLanguageService, TextDocument } = (await load("vscode-json-languageservice")).default;
  const service = getLanguageService({});
  service.configure({ validate: true, allowComments: false });
  return async (value) => {
    const text = TextDocument.create("file:///value.json", "json", 1, JSON.stringify(value));
    const parsed = service.parseJSONDocument(text);
    const found = await service.doValidation(text, parsed, { schemaValidation: "error" }, schema);
    // What it says about a schema that it cannot use is no verdict on the value.
    const unusable = found.find(({ code }) => code === 769 || code >= 65536);
    if (unusable) throw new Error(unusable.message);
    // A deprecated key is worth a warning, and no fault.
    return !found.some(({ severity }) => severity === 1);
  };
}

function isNewest(schema) {
  return schema.$schema.includes("2020-12");
}

const makers = { ajv, hyperjump, vscode };
const prepared = new Map();

await serve(async ({ engine, schema, values }) => {
  const key = `${engine} ${schema.$id}`;
  if (!prepared.has(key)) prepared.set(key, await makers[engine](schema));
  const accepts = prepared.get(key);
  const verdicts = [];
  for (const value of values) verdicts.push(await accepts(value));
  return verdicts;
});
