// Links that hold a text: packed into the fragment, which browsers send to no server.

/** Longer texts are not unpacked: a short link may hold a very long one. */
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

/** Return the fragment for a state of the page. */
export async function pack({ text, name, model }) {
  const bytes = await through(new CompressionStream("deflate-raw"), new TextEncoder().encode(text));
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  const packed = btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return `#${new URLSearchParams({ name, model, text: packed })}`;
}

/** Return the state that a fragment holds, or null if it holds none. */
export async function unpack(fragment) {
  const parameters = new URLSearchParams(fragment.slice(1));
  const packed = parameters.get("text");
  if (packed === null) return null;
  const letters = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  const text = new TextDecoder().decode(
    await through(new DecompressionStream("deflate-raw"), bytes),
  );
  return { text, name: parameters.get("name") ?? "", model: parameters.get("model") ?? "" };
}
