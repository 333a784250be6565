// What the reference toolbox says of AMP pages: their addresses in the cache.
import { load, serve } from "./tools.mjs";

const { default: toolbox } = await load("@ampproject/toolbox-cache-url");

/** Answer a list of URLs with the list of their addresses; null for one that it throws on. */
await serve(async (urls) =>
  Promise.all(
    urls.map(async (url) => {
      try {
        return await toolbox.createCacheUrl("cdn.ampproject.org", url);
      } catch {
        return null;
      }
    }),
  ),
);
