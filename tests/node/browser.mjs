// Uses the playground of a built site in Chromium: `node browser.mjs FOLDER of all versions VERSION
// [FOLDER for screenshots]`.
// What it needs is told in `served.mjs`.
import assert from "node:assert/strict";
import path from "node:path";
import { pack } from "../../site/playground/link.js";
import { accessible, fits, launch, openReader, serve, slower } from "./served.mjs";

const [output, version, pictures] = process.argv.slice(2);
const server = await serve(output);
const home = `${server.base}${version}/`;
const browser = await launch();
const reader = (...screen) => openReader(browser, server.base, ...screen);

const shoot = (page, name) => pictures && page.screenshot({ path: path.join(pictures, `${name}.png`) });
const squiggles = (page) => page.locator("#playground-editor .cm-lintRange");
async function status(page, text) {
  try {
    await page.locator("#playground-status", { hasText: text }).waitFor();
  } catch (cause) {
    const told = await page.locator("#playground-status").textContent();
    throw new Error(`the page says "${told}", and not "${text}"`, { cause });
  }
}

/** The text of an editor, if it is short enough to be shown whole. */
const held = async (page, box = "editor") =>
  (await page.locator(`#playground-${box} .cm-line`).allTextContents()).join("\n");

/** Replace the text of an editor as a reader pastes one. */
async function write(page, text, box = "editor") {
  await page.locator(`#playground-${box} .cm-content`).click();
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+v");
}

async function playground() {
  const { context, page, troubles } = await reader(1280, 900);
  server.bytes = 0;
  const start = performance.now();
  await page.goto(`${home}playground.html`);
  await page.locator("#playground-editor .cm-content").waitFor();
  const shown = performance.now() - start;
  await status(page, "Checked in");
  const loaded = performance.now() - start;
  console.log(`editor after ${Math.round(shown)} ms, first check after ${Math.round(loaded)} ms`);
  console.log(`${(server.bytes / 1e6).toFixed(1)} MB`);
  assert.ok(loaded <= 5000 * slower && server.bytes <= 25e6);
  assert.equal(await status(page, "3 errors, 1 warning"), undefined);
  assert.equal(await page.isVisible("#playground-own"), false);
  await accessible(page, "playground");
  await shoot(page, "playground-1280-light");

  // Typing a fault shows a squiggle at its place.
  await page.selectOption("#playground-example", { label: "Nothing wrong" });
  await status(page, "Nothing is wrong");
  await page.locator("#playground-editor .cm-line", { hasText: "category" }).click();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  const took = await page.evaluate(async () => {
    const content = document.querySelector(".cm-content");
    const begun = performance.now();
    document.execCommand("insertText", false, 'originalUrl: "https://example.com/a "');
    while (!content.querySelector(".cm-lintRange")) await new Promise(requestAnimationFrame);
    return performance.now() - begun;
  });
  console.log(`squiggle after ${Math.round(took)} ms`);
  assert.ok(took <= 200 * slower);
  assert.equal(await squiggles(page).first().textContent(), " ");

  // Hovering shows the message, and a click there fixes it.
  await squiggles(page).first().hover();
  await page.locator(".cm-tooltip", { hasText: "space" }).waitFor();
  await page.locator(".cm-diagnosticAction").first().click();
  await status(page, "Nothing is wrong");
  assert.equal(await squiggles(page).count(), 0);
  assert.match(await page.locator("#playground-editor .cm-content").textContent(), /originalUrl: "https:\/\/example.com\/a"/);

  // A link restores the text, in another browser too.
  const text = '---\ntitle: "Ünïcödé 🚢 "\nwebUrl: "https://example.com/🚢 x"\n---\n';
  await write(page, text);
  await page.click("#playground-link");
  await status(page, "The link is copied");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = await reader(360, 740, "dark");
  await other.page.goto(link);
  await status(other.page, "Checked in");
  assert.equal(await held(other.page), text);
  assert.equal(await other.page.inputValue("#playground-example"), "");
  await fits(other.page, 360, "the playground");
  await accessible(other.page, "playground at 360, dark");
  await shoot(other.page, "playground-360-dark");
  assert.deepEqual(other.troubles, []);
  await other.context.close();

  // All eight faults, and the views, with the keyboard alone.
  await page.selectOption("#playground-example", { label: "Eight faults" });
  await status(page, "8 errors");
  assert.equal(await page.locator("#playground-panel li").count(), 8);
  await page.focus("#playground-tab-findings");
  await page.keyboard.press("ArrowRight");
  await page.locator("#playground-panel .playground-new", { hasText: "title" }).waitFor();
  await shoot(page, "playground-diff-1280-light");
  await page.selectOption("#playground-example", { label: "Nothing wrong" });
  await page.keyboard.press("Escape");
  await page.focus("#playground-tab-diff");
  await page.keyboard.press("ArrowRight");
  await page.locator("#playground-panel pre", { hasText: "title:" }).waitFor();
  await page.keyboard.press("ArrowRight");
  await page.locator("#playground-panel pre", { hasText: '"publishedDateTime"' }).waitFor();
  await page.selectOption("#playground-model", "hugo");
  await page.locator("#playground-status", { hasText: "Checked in" }).waitFor();

  // A fix of the list, and all of them.
  await page.selectOption("#playground-model", "");
  await page.click("#playground-tab-findings");
  await page.selectOption("#playground-example", { index: 0 });
  await status(page, "3 errors, 1 warning");
  await page.locator("#playground-panel li button", { hasText: "Rename" }).click();
  await status(page, "1 error, 1 warning");
  await page.click("#playground-fix");
  await status(page, "1 error.");

  await late(page);
  await ownSchema(page);
  await ownCode(page);

  await hostile(page);
  assert.deepEqual(troubles, []);
  await context.close();
}

/** What is clicked when the text has changed and Python has not answered yet is of the old text. */
async function late(page) {
  await page.selectOption("#playground-example", { index: 0 });
  await status(page, "3 errors, 1 warning");
  await page.evaluate(() => {
    const buttons = [...document.querySelectorAll("#playground-panel li button")];
    const example = document.getElementById("playground-example");
    example.selectedIndex = [...example.options].findIndex(({ text }) => text === "Eight faults");
    example.dispatchEvent(new Event("change"));
    // A fix of the old text, and the place of a finding that the new text does not reach.
    for (const button of buttons) button.click();
  });
  await status(page, "8 errors");
  await page.selectOption("#playground-example", { index: 0 });
  await status(page, "3 errors, 1 warning");
  await page.evaluate(() => {
    const place = [...document.querySelectorAll("#playground-panel li button")].at(-1);
    document.querySelector("#playground-editor .cm-content").focus();
    document.execCommand("selectAll");
    document.execCommand("delete");
    place.click();
  });
  await status(page, "1 error.");
}

/** A JSON Schema of the reader says what is right; a link holds it, and a bad one is told. */
async function ownSchema(page) {
  await page.selectOption("#playground-example", { label: "A JSON Schema of your own" });
  await status(page, "8 errors, 1 warning");
  await shoot(page, "playground-schema-1280-light");
  const schema = '{"type": "object", "properties": {"tide": {"enum": ["high 🚢", "low"]}}}';
  await write(page, schema, "schema");
  await write(page, "tide: hihg");
  await status(page, "1 error.");
  await page.locator("#playground-panel li", { hasText: "high 🚢" }).waitFor();
  await accessible(page, "playground with a schema");
  await page.click("#playground-link");
  await status(page, "The link is copied");
  const other = await reader(360, 740, "dark");
  await other.page.goto(await page.evaluate(() => navigator.clipboard.readText()));
  await status(other.page, "1 error.");
  assert.equal(await held(other.page, "schema"), schema);
  assert.equal(await other.page.inputValue("#playground-model"), "own");
  await fits(other.page, 360, "the playground with a schema");
  await accessible(other.page, "playground with a schema at 360, dark");
  await shoot(other.page, "playground-schema-360-dark");
  assert.deepEqual(other.troubles, []);
  await other.context.close();
  for (const [bad, told] of Object.entries({
    '{"type": "object",}': "own.schema.json:1:",
    '{"type": "array"}': "a record is a mapping",
    '{"$ref": "https://example.com/x.json"}': "schemas are never fetched",
  })) {
    await write(page, bad, "schema");
    await status(page, told);
    assert.equal(await squiggles(page).count(), 0);
  }
  // A pattern that never ends does not end the page.
  await write(page, '{"type": "object", "properties": {"tide": {"pattern": "^(a+)+$"}}}', "schema");
  await write(page, `tide: ${"a".repeat(60)}!`);
  await status(page, "was stopped");
  await page.selectOption("#playground-model", "");
  await status(page, "Checked in");
}

/** A class of the reader says what is right. It runs when the reader says so, and never from a link. */
async function ownCode(page) {
  await page.selectOption("#playground-example", { label: "A model of your own in Python" });
  await status(page, "5 errors.");
  await accessible(page, "playground with code");
  await shoot(page, "playground-code-1280-light");
  const code = (body) => `from article_schema import Record, record\n\n\n@record\nclass Ship(Record):\n${body}\n`;
  await write(page, code("    name: str\n    masts: int"), "python");
  await status(page, "The code has changed");
  await write(page, "---\nname: Meridian\nmasts: two\n---\n");
  await status(page, "Checked in");
  await page.locator("#playground-panel li", { hasText: "water" }).first().waitFor();
  await page.click("#playground-run");
  await status(page, "1 error.");
  await page.locator("#playground-panel li", { hasText: "masts" }).waitFor();
  await page.click("#playground-link");
  await status(page, "holds the text and not your code");
  const link = await page.evaluate(() => navigator.clipboard.readText());

  // Neither this link nor one that somebody has put code into runs any, and the rest of it is there.
  const other = await reader(360, 740, "dark");
  const planted = await pack({ text: "---\na: 1\n---\n", name: "article.md", model: "python", schema: "print(1)\nclass A: a" });
  for (const address of [link, `${home}playground.html${planted}`]) {
    await other.page.goto("about:blank");
    await other.page.goto(address);
    await status(other.page, "there is no class in it");
    assert.match(await held(other.page, "python"), /^# Links hold no code/);
  }
  await fits(other.page, 360, "the playground with code");
  await accessible(other.page, "playground with code at 360, dark");
  await shoot(other.page, "playground-code-360-dark");
  await write(other.page, code("    a: str"), "python");
  await other.page.click("#playground-run");
  await status(other.page, "1 error.");
  // Another link leaves the reader's code.
  await other.page.evaluate((hash) => { location.hash = hash; }, new URL(link).hash);
  await other.page.locator("#playground-editor .cm-line", { hasText: "masts: two" }).waitFor();
  assert.match(await held(other.page, "python"), /a: str/);
  assert.deepEqual(other.troubles, []);
  await other.context.close();

  for (const [bad, told] of Object.entries({
    "while True: pass\nclass Ship: pass": "was stopped",
    "class Ship(": "SyntaxError",
    "raise SystemExit(0)\nclass Ship: pass": "SystemExit: 0 (own_model.py, line 1)",
    "class Ship: pass": "decorate a class with @record",
  })) {
    await write(page, bad, "python");
    await page.click("#playground-run");
    await status(page, told);
    assert.equal(await squiggles(page).count(), 0);
  }
  await page.selectOption("#playground-model", "");
  await status(page, "Checked in");
}

/** The parsers of the editor call themselves for each level of a text, and ended with an error now and then. */
async function deepColours(page) {
  await page.selectOption("#playground-name", "article.yaml");
  const coloured = page.locator("#playground-editor .cm-line span[class^=ͼ]");
  for (const open of ["[", "{"]) {
    await write(page, `a: ${open.repeat(50_000)}`);
    // It is parsed while the page has nothing else to do.
    await page.waitForTimeout(500);
    assert.equal(await coloured.count(), 0);
    await write(page, "a: text");
    await coloured.first().waitFor();
  }
  await page.selectOption("#playground-name", "article.md");
}

/** Whatever is pasted ends in findings or in a message, and the next text is checked again. */
async function hostile(page) {
  const front = (text) => `---\n${text}\n---\n`;
  const texts = {
    "markup": front('title: <img src=x onerror="document.title=1">\n<script>document.title=1</script>: x'),
    "an alias to itself": front("a: &a [*a, *a]\n".repeat(3)),
    "a null byte": front('title: "a\0b"'),
    "text from right to left": front('title: "\u202eמרחב \u2067العربية"'),
    "half of a pair": front('title: "\ud83d"'),
    "a long line": front(`title: "${"harbour ".repeat(50_000)}"`),
    "many keys": front(Array.from({ length: 5_000 }, (_, n) => `key${n}: ${n}`).join("\n")),
    "deep lists": front(`a: ${"[".repeat(50_000)}`),
    "deep mappings": front(`a: ${"{".repeat(50_000)}`),
    "links in links": `${"[".repeat(50_000)}${"](b)".repeat(50_000)}`,
    "lists in a line": front("- ".repeat(50_000)),
    "two megabytes": front(`title: x\nexcerpt: ${"a b\tc: ".repeat(300_000)}`),
  };
  const title = await page.title();
  for (const [name, text] of Object.entries(texts)) {
    await page.selectOption("#playground-example", { label: "Nothing wrong" });
    await status(page, "Nothing is wrong");
    const begun = performance.now();
    await write(page, text);
    await page.waitForFunction(() => /error|stopped/.test(document.getElementById("playground-status").textContent));
    const told = await page.locator("#playground-status").textContent();
    console.log(`${name}: ${told} (${Math.round(performance.now() - begun)} ms)`);
  }
  assert.equal(await page.title(), title);
  assert.equal(await page.locator("#playground-panel :is(img, script)").count(), 0);
  await page.click("#playground-link");
  await status(page, "too long for a link");
  await deepColours(page);

  await page.selectOption("#playground-example", { label: "Nothing wrong" });
  await status(page, "Nothing is wrong");
  await page.click("#playground-tab-diff");
  const image = (_, n) => `  - url: "http://example.com/${n}.jpg "\n    width: "1"\n    height: 0`;
  const images = Array.from({ length: 600 }, image).join("\n");
  const begun = performance.now();
  await write(page, (await held(page)).replace(/\nimages:[^]*/, `\nimages:\n${images}\n---\n`));
  await status(page, "was stopped");
  console.log(`a long run was stopped ${Math.round(performance.now() - begun)} ms after it was pasted`);
  const ended = performance.now();
  await write(page, "---\ntitle: x\n---\n");
  await status(page, "Checked in");
  console.log(`the next text was checked ${Math.round(performance.now() - ended)} ms after it was pasted`);

  // A Python that has broken is told of, and replaced.
  await page.workers().at(-1).evaluate(() => {
    JSON.parse = () => { throw new Error("Python is out of order."); };
  });
  await write(page, "---\ntitle: y\n---\n");
  await status(page, "Python is out of order.");
  await write(page, "---\ntitle: z\n---\n");
  await status(page, "Checked in");
}

try {
  await playground();
  console.log("all is well, and nothing was asked of another server");
} finally {
  await browser.close();
  server.close();
}
