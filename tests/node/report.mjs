// Opens reports and statistics in Chromium: `node report.mjs LARGE SMALL STATS [FOLDER for
// screenshots]`, where LARGE is a report of 50,000 findings. It runs in a folder with playwright-core
// and axe-core. CHROMIUM names the program. Bounds of time are those of a machine that does nothing
// else; SLOWER=3 makes them three times as long.
import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(path.join(process.cwd(), "index.js"));
const { chromium } = require("playwright-core");
const [large, report, stats, pictures] = process.argv.slice(2);
const slower = Number(process.env.SLOWER ?? 1);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
});

/** Open a file as a reader with such a screen has it; note what goes wrong. */
async function opened(file, width, colorScheme, javaScriptEnabled = true) {
  const viewport = { width, height: width > 600 ? 900 : 740 };
  const context = await browser.newContext({ viewport, colorScheme, javaScriptEnabled });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000 * slower);
  const address = pathToFileURL(path.resolve(file)).href;
  const troubles = [];
  context.on("request", (request) => {
    if (request.url() !== address) troubles.push(`asks ${request.url()}`);
  });
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("console", (said) => said.type() === "error" && troubles.push(said.text()));
  await page.goto(address);
  return { context, page, troubles };
}

const shoot = (page, name) =>
  pictures && page.screenshot({ path: path.join(pictures, `${name}.png`) });

async function narrow(page, name, width) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= width, `${name} is ${wide} pixels wide on a screen of ${width}`);
  const tables = await page.evaluate(() => [...document.querySelectorAll(".wide")]
    .filter((box) => box.scrollWidth > box.clientWidth).map((box) => box.getAttribute("aria-label")));
  assert.deepEqual(tables, [], `tables of ${name} have to be moved sideways on a screen of ${width}`);
}

/** The policy of the page allows no foreign script, so axe comes through the debugger. */
async function accessible(page, name) {
  const axe = require("axe-core").source;
  const { violations } = await page.evaluate(`${axe}; axe.run(document, { runOnly: ["wcag2a", "wcag2aa"] })`);
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const told = grave.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
  assert.deepEqual(told, [], `${name} is not accessible`);
}

/** Milliseconds until a change of the filter is on the screen. */
const filtering = (page, name, value) =>
  page.evaluate(async ([name, value]) => {
    const input = document.getElementById("tools").elements[name];
    const begun = performance.now();
    if (input.type === "checkbox") input.checked = value;
    else input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    return performance.now() - begun;
  }, [name, value]);

async function inTurns(times, act) {
  const results = [];
  for (let time = 0; time < times; time++) results.push(await act());
  return results;
}

async function quick() {
  assert.ok(statSync(large).size <= 25e6);
  const { context, page, troubles } = await opened(large, 1280, "light");
  const paint = await page.evaluate(() => new Promise((told) => {
    new PerformanceObserver((list) => {
      for (const { name, startTime } of list.getEntries()) {
        if (name === "first-contentful-paint") told(startTime);
      }
    }).observe({ type: "paint", buffered: true });
  }));
  const items = await page.locator("#tools output").textContent();
  console.log(`${items}: first paint after ${Math.round(paint)} ms`);
  assert.ok(paint <= 1000 * slower);
  const rule = await page.evaluate(() => document.querySelector("#list li").dataset.r);
  for (const [name, value] of [
    ["text", "title"], ["text", "no such words"], ["text", ""], ["rule", rule], ["rule", ""],
    ["order", "rule"], ["order", "severity"], ["fixable", true],
  ]) {
    // The least of three, since the machine may do other things in between.
    const took = Math.min(...await inTurns(3, () => filtering(page, name, value)));
    console.log(`${name} ${value}: ${Math.round(took)} ms, ${await page.locator("#tools output").textContent()}`);
    assert.ok(took <= 200 * slower, `the filter ${name} took ${took} ms`);
  }
  const shown = await page.locator("#list li").count();
  assert.ok(shown > 0 && (await page.locator("#list li:not([data-f])").count()) === 0);
  assert.ok((await page.locator("#list li").count()) <= 200);
  await filtering(page, "fixable", false);
  await page.locator("#list li").last().scrollIntoViewIfNeeded();
  await page.setViewportSize({ width: 360, height: 740 });
  await narrow(page, "a report with long names", 360);
  assert.deepEqual(troubles, []);
  await context.close();
}

async function looks(file, name) {
  for (const [width, scheme] of [[1280, "light"], [360, "dark"]]) {
    const { context, page, troubles } = await opened(file, width, scheme);
    await narrow(page, name, width);
    await accessible(page, `${name} at ${width}`);
    await shoot(page, `${name}-${width}-${scheme}`);
    await page.locator("h2").first().scrollIntoViewIfNeeded();
    await shoot(page, `${name}-middle-${width}-${scheme}`);
    await page.evaluate(() => (document.getElementById("list") ?? document.querySelector("h2:last-of-type")).scrollIntoView());
    await shoot(page, `${name}-end-${width}-${scheme}`);
    assert.deepEqual(troubles, []);
    await context.close();
  }
}

/** On paper there are neither fields nor buttons, and every word of the list, dark on white. */
async function printed() {
  const { context, page } = await opened(report, 1280, "dark");
  const colours = () => page.evaluate(() => {
    const { backgroundColor, color } = getComputedStyle(document.body);
    return [backgroundColor, color];
  });
  const [white, ink] = ["rgb(255, 255, 255)", "rgb(29, 35, 48)"];
  assert.notDeepEqual(await colours(), [white, ink]);
  await page.emulateMedia({ media: "print" });
  assert.deepEqual(await colours(), [white, ink]);
  assert.equal(await page.locator("#tools").isVisible(), false);
  assert.equal(await page.locator("nav").isVisible(), false);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const all = await page.locator("#tools output").textContent();
  assert.equal(await page.locator("#list li").count(), Number(all.split(" ")[0].replace(",", "")));
  await context.close();
}

async function withoutScript() {
  const { context, page } = await opened(report, 1280, "light", false);
  assert.equal(await page.locator("#tools").isVisible(), false);
  assert.ok((await page.locator("#list section h3").count()) > 0);
  await context.close();
}

try {
  await quick();
  await withoutScript();
  await printed();
  await looks(report, "report");
  await looks(stats, "stats");
  console.log("all is well, and nothing was asked of another server");
} finally {
  await browser.close();
}
