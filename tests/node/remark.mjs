// Lint the front matter of a file with a JSON Schema, as remark does with the plug-in for it.
import { load, serve } from "./tools.mjs";

const { remark } = await load("remark");
const { VFile } = await load("vfile");
const frontmatter = (await load("remark-frontmatter")).default;
const lint = (await load("remark-lint-frontmatter-schema")).default;

await serve(async ({ folder, path, text, schemas }) => {
  process.chdir(folder);
  const file = new VFile({ path, value: text, cwd: folder });
  await remark().use(frontmatter).use(lint, { schemas }).process(file);
  return file.messages.map(({ reason, line }) => ({ reason, line }));
});
