// Links that hold a text: packed into the fragment, which browsers send to no server.

/** Longer texts, in bytes, are not unpacked: a short link may hold a very long one. */
const MOST = 1_000_000;

async function through(stream, bytes) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const parts = [];
  for (let size = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    size += value.length;
    if (size > MOST) {
      await reader.cancel();
      throw new Error("the text of the link is too long");
    }
    parts.push(value);
  }
}

async function packed(text) {
  const plain = new TextEncoder().encode(text);
  if (plain.length > MOST) throw new Error("the text is too long for a link");
  const bytes = await through(new CompressionStream("deflate-raw"), plain);
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

async function unpacked(text) {
  const letters = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  return new TextDecoder().decode(await through(new DecompressionStream("deflate-raw"), bytes));
}

/** Return the fragment for a state of the page. */
export async function pack({ text, name, model, schema }) {
  const parameters = new URLSearchParams({ name, model });
  if (schema) parameters.set("schema", await packed(schema));
  parameters.set("text", await packed(text));
  return `#${parameters}`;
}

/** Return the state that a fragment holds, or null if it holds none. */
export async function unpack(fragment) {
  const parameters = new URLSearchParams(fragment.slice(1));
  const [text, schema] = [parameters.get("text"), parameters.get("schema")];
  if (text === null) return null;
  return {
    text: await unpacked(text),
    name: parameters.get("name") ?? "",
    model: parameters.get("model") ?? "",
    schema: schema === null ? "" : await unpacked(schema),
  };
}
