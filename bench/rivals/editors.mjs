// Make edits with `yaml` of npm: one question a line, the changed text or why there is none.
import { load, serve } from "../../tests/node/tools.mjs";

const { isMap, isScalar, parseDocument } = await load("yaml");
process.removeAllListeners("warning");

function read(text) {
  const document = parseDocument(text, { version: "1.2", merge: true, keepSourceTokens: true });
  if (document.errors.length) throw document.errors[0];
  return document;
}

const write = (document) => document.toString({ lineWidth: 0, flowCollectionPadding: false });

const kinds = {
  none: () => {},
  set(document, { route, value }) {
    const old = document.getIn(route, true);
    // A scalar keeps its node, and so its comment and its style.
    if (isScalar(old) && (value === null || typeof value !== "object")) old.value = value;
    else document.setIn(route, document.createNode(value));
  },
  delete: (document, { route }) => {
    if (!document.deleteIn(route)) throw new Error("nothing was deleted");
  },
  insert(document, { route, index, value }) {
    document.getIn(route, true).items.splice(index, 0, document.createNode(value));
  },
  rename(document, { route, key }) {
    const parent = route.length > 1 ? document.getIn(route.slice(0, -1), true) : document.contents;
    if (!isMap(parent)) throw new Error("there is no mapping");
    const pair = parent.items.find((each) => (each.key?.value ?? each.key) === route.at(-1));
    pair.key.value = key;
  },
};

await serve((question) => {
  if (question.times) {
    const began = process.cpuUsage();
    for (let round = 0; round < question.times; round += 1) {
      for (const text of question.texts) {
        const document = read(text);
        kinds.set(document, question);
        write(document);
      }
    }
    const used = process.cpuUsage(began);
    return (used.user + used.system) / question.times / question.texts.length;
  }
  try {
    const document = read(question.text);
    kinds[question.kind](document, question);
    return { text: write(document) };
  } catch (error) {
    return { refused: String(error.message ?? error).slice(0, 200) };
  }
});
