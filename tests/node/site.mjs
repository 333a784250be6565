// Reads a built site in Chromium: `node site.mjs FOLDER of all versions VERSION [FOLDER for screenshots]`.
// What it needs is told in `served.mjs`.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { accessible, fits, launch, openReader, serve } from "./served.mjs";

const [output, version, pictures] = process.argv.slice(2);
const server = await serve(output);
const home = `${server.base}${version}/`;
const browser = await launch();
const PAGES = {
  home: "index.html", rule: "rules/URL005.html", rules: "rules/index.html", adopt: "adopt/hugo.html",
  api: "api/article_schema.html", compare: "compare.html", fields: "fields.html",
  command: "command.html",
};

const shoot = (page, name) => pictures && page.screenshot({ path: path.join(pictures, `${name}.png`) });

/** Fail where a table of a page has to be moved sideways. */
async function tablesFit(page, name) {
  const moved = await page.evaluate(() => [...document.querySelectorAll(".md-typeset__scrollwrap")]
    .filter((box) => box.scrollWidth > box.clientWidth).map((box) => box.textContent.trim().slice(0, 40)));
  assert.deepEqual(moved, [], `tables of ${name} have to be moved sideways`);
}

/** One page of each kind, at each size and in each scheme, and a search. */
async function kinds(width, height, colorScheme) {
  const { context, page, troubles } = await openReader(browser, server.base, width, height, colorScheme);
  const screen = `${width}-${colorScheme}`;
  for (const [name, address] of Object.entries(PAGES)) {
    await page.goto(home + address);
    await fits(page, width, name);
    await tablesFit(page, name);
    await accessible(page, `${name} at ${screen}`);
    await shoot(page, `${name}-${screen}`);
  }
  await page.keyboard.press("/");
  await page.waitForTimeout(300);
  await page.keyboard.type("URL005");
  await page.locator("a", { hasText: "URL005 space-in-url" }).first().waitFor();
  await page.waitForTimeout(300);
  await shoot(page, `search-${screen}`);
  assert.deepEqual(troubles, []);

  // An address that leads nowhere, in a folder that is not there either.
  await page.goto(`${server.base}${version}/nowhere/at/all.html`);
  await page.locator("h1", { hasText: "There is no such page" }).waitFor();
  await fits(page, width, "404");
  await accessible(page, `404 at ${screen}`);
  await shoot(page, `404-${screen}`);
  assert.deepEqual(troubles.splice(0).filter((told) => !told.endsWith("/nowhere/at/all.html")), []);
  await page.locator("article a", { hasText: "All rules" }).click();
  await page.locator("h1", { hasText: "Rules" }).waitFor();
  assert.deepEqual(troubles, []);
  await context.close();
}

/** The selector has the version. In another session a newer one is there, and the page says so. */
async function versions() {
  const first = await openReader(browser, server.base, 1280, 900);
  await first.page.goto(home + PAGES.rule);
  await first.page.locator(".md-version__current", { hasText: version }).waitFor();
  assert.equal(await first.page.getByText("This is not the latest version").isVisible(), false);
  assert.deepEqual(first.troubles, []);
  await first.context.close();

  const { context, page, troubles } = await openReader(browser, server.base, 1280, 900);
  const names = ["999.0", version];
  const listed = names.map((name) => ({ version: name, title: name, aliases: name === version ? [] : ["latest"] }));
  await page.route("**/versions.json", (route) => route.fulfill({ json: listed }));
  await page.goto(home + PAGES.rule);
  await page.getByText("This is not the latest version").waitFor();
  await page.locator(".md-version__current").focus();
  await page.locator(".md-version__link", { hasText: "999.0" }).waitFor();
  await accessible(page, "the selector of versions");
  await shoot(page, "older-1280-light");
  await page.getByText("Read the latest one").click();
  await page.waitForURL(`${home}index.html`);
  assert.deepEqual(troubles, []);
  await context.close();
}

/** Pages are as wide as a small screen. */
async function narrow() {
  const { context, page, troubles } = await openReader(browser, server.base, 360, 740);
  const names = readdirSync(path.join(output, version), { recursive: true });
  // Most pages are made alike; who looks at pictures has time for all.
  const pages = names.filter((name) => name.endsWith(".html") && name !== "404.html").sort()
    .filter((_, number) => pictures || number % 8 === 0);
  for (const name of pages) {
    await page.goto(home + name, { waitUntil: "domcontentloaded" });
    await fits(page, 360, name);
    await tablesFit(page, name);
  }
  console.log(`${pages.length} pages fit a screen of 360 pixels`);
  assert.deepEqual(troubles, []);
  await context.close();
}

try {
  const screens = [[1280, 900, "light"], [360, 740, "dark"]];
  if (pictures) screens.push([1280, 900, "dark"], [360, 740, "light"]);
  for (const screen of screens) await kinds(...screen);
  await versions();
  await narrow();
  console.log("all is well, and nothing was asked of another server");
} finally {
  await browser.close();
  server.close();
}
