// Says what the checks of SchemaStore say of a schema: Ajv in strict mode, and the lint of SchemaSafe.
//
// SchemaStore reads both drafts and formats as here, and lets a schema name the keywords of editors.
import { load, serve } from "./tools.mjs";

const [{ default: Ajv }, { default: formats }, { default: keywords }, more, { default: safe }] =
  await Promise.all([
    load("ajv"), load("ajv-formats"), load("ajv-keywords"),
    load("@hyperupcall/ajv-formats-draft2019"), load("@exodus/schemasafe"),
  ]);

await serve(({ schema, known }) => {
  const ajv = new Ajv.default({ strict: true });
  formats.default(ajv);
  more.ajvFormatsDraft2019(ajv);
  keywords.default(ajv, "uniqueItemProperties");
  known.forEach((keyword) => ajv.addKeyword(keyword));
  ajv.compile(schema);
  return safe.lint(schema).map(({ message, keywordLocation }) => `${keywordLocation}: ${message}`);
});
