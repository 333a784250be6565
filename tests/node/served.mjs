// Serves a built site, and opens it in Chromium. Scripts that use it run in a folder with
// playwright-core and axe-core. CHROMIUM names the program; SLOWER=3 makes bounds of time three times
// as long as those of a machine that does nothing else.
import assert from "node:assert/strict";
import { createReadStream, existsSync, statSync } from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(path.join(process.cwd(), "index.js"));
const { chromium } = require("playwright-core");
const TYPES = {
  ".css": "text/css", ".html": "text/html; charset=utf-8", ".js": "text/javascript",
  ".json": "application/json", ".mjs": "text/javascript", ".png": "image/png",
  ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8", ".wasm": "application/wasm",
};
export const slower = Number(process.env.SLOWER ?? 1);

/** Serve a folder as its root, with its 404.html where there is no file; count the bytes. */
export async function serve(folder) {
  const served = { base: "", bytes: 0, close: () => server.close() };
  const lost = path.join(folder, "404.html");
  const server = http.createServer((request, response) => {
    let file = path.join(folder, decodeURIComponent(new URL(request.url, "http://x").pathname));
    if (file.endsWith("/")) file += "index.html";
    const found = existsSync(file) && statSync(file).isFile();
    if (!found && !existsSync(lost)) return response.writeHead(404).end();
    if (!found) file = lost;
    served.bytes += statSync(file).size;
    const type = TYPES[path.extname(file)] ?? "application/octet-stream";
    response.writeHead(found ? 200 : 404, { "content-type": type });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  served.base = `http://127.0.0.1:${server.address().port}/`;
  return served;
}

export function launch() {
  const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];
  flags.push("--disable-background-networking", "--disable-component-update", "--disable-sync");
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: flags });
}

/** Open pages as a reader with a screen of this size has them; note what goes wrong. */
export async function openReader(browser, base, width, height, colorScheme = "light") {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000 * slower);
  const troubles = [];
  context.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(base)) {
      troubles.push(`asks ${request.url()}`);
    }
  });
  context.on("response", (got) => got.status() >= 400 && troubles.push(`${got.status()} ${got.url()}`));
  page.on("pageerror", (error) => troubles.push(error.message));
  return { context, page, troubles };
}

/** Fail where axe has serious findings, or worse ones. */
export async function accessible(page, name) {
  await page.addScriptTag({ path: require.resolve("axe-core/axe.min.js") });
  const { violations } = await page.evaluate(() => axe.run());
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const told = grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  assert.deepEqual(told, [], `${name} is not accessible`);
}

/** Fail where a page is wider than the screen, so that a reader would have to scroll sideways. */
export async function fits(page, width, name) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= width, `${name} is ${wide} pixels wide on a screen of ${width}`);
}
