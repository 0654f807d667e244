// The book as a reader meets it: every page in a browser, opened as a file.
//
//   npm ci && node browser.mjs ../../target/book [folder for screenshots]
//
// Screenshots are made only where a folder is named for them.
//
// Needs Chromium: /usr/bin/chromium, or the path in CHROMIUM. Looks for errors,
// requests that leave the book, things too wide for a phone, and faults of
// accessibility; moves every player and explorer and compares their numbers
// with the lessons' recordings; answers every question; reviews, and puts lines
// in order.

import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { after, describe, it } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { drives } from "./explorers.mjs";

const require = createRequire(import.meta.url);
const here = path.dirname(fileURLToPath(import.meta.url));
const Descent = require("../../docs/theme/descent.js");
const Digits = require("../../docs/theme/digits.js");
globalThis.Descent = Descent; // a page has them side by side
const Prediction = require("../../docs/theme/predict.js");

const book = path.resolve(process.argv[2] ?? path.join(here, "../../target/book"));
const shots = process.argv[3] && path.resolve(process.argv[3]);
const root = pathToFileURL(book).href;

// What axe finds in mdBook's own parts, which are not ours to mend.
const NOT_OURS = [
  { within: "#mdbook-sidebar", why: "mdBook's table of contents" },
  { within: "#mdbook-menu-bar", why: "mdBook's menu bar, and its popup of themes" },
  { within: ".nav-wrapper, .nav-wide-wrapper", why: "mdBook's links to the next page" },
  { within: "#mdbook-help-container", why: "mdBook's list of keys" },
];

// 404.html is for servers only; toc.html is the frame of a page without scripts.
const pages = fs.readdirSync(book)
  .filter((file) => file.endsWith(".html") && !["404.html", "toc.html"].includes(file));
const chapters = pages.filter((file) => !["print.html", "index.html"].includes(file));

const source = (file) => fs.readFileSync(path.join(book, file), "utf8");
const has = (file, ...kinds) => kinds.some((kind) => new RegExp(`class="[^"]*\\b${kind}\\b`).test(source(file)));

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  // Chromium renders the popups of the address bar in each window, seen or not,
  // which takes as long as a page. This list replaces Playwright's own, of which
  // PaintHolding matters here.
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-features=PaintHolding,WebUIOmniboxPopup,WebUIOmniboxAimPopup"],
});
if (shots) fs.mkdirSync(shots, { recursive: true });
const screenshot = (page, name, options) =>
  shots && page.screenshot({ path: path.join(shots, `${name}.png`), ...options });

// Each check has a browser context of its own: the end of this file runs several
// at a time.
const checks = [];
const test = (name, check) => checks.push(() => it(name, check));

// To open a page takes longer than most checks of it: these share one, in their
// order, each as the last has left it but on screen, not on paper.
function tests(file, kind, options, all) {
  checks.push(() => describe(`${file}, ${kind}`, { concurrency: 1 }, () => {
    let visitor;
    after(() => visitor?.page.context().close());
    for (const [name, check] of Object.entries(all)) {
      it(`${file}: ${name}`, async () => {
        if (!visitor) {
          visitor = await enter(options);
          await visitor.page.goto(`${root}/${file}`);
        }
        await visitor.page.emulateMedia({ media: "screen" });
        await check(visitor.page);
        assert.deepEqual(visitor.faults.splice(0), []);
      });
    }
  }));
}

// Chromium gives a document now and then, the more the busier the machine, a
// localStorage that begins empty and keeps nothing; a page of ten lines shows
// it too. The number of documents that were opened, kept there by each of them,
// tells a browser that forgot from a page that does.
class Forgotten extends Error {}

async function reload(page) {
  const opened = () => page.evaluate(() => Number(localStorage.getItem("opened")));
  const before = await opened();
  await page.reload();
  if (await opened() !== before + 1) throw new Forgotten("the browser lost what it was to keep");
}

// Opens pages of the book, one after the other, runs the check on each, and
// fails if it reported an error or asked for anything outside the book's folder.
// Where the browser forgot, it begins again.
async function visit(addresses, check, options) {
  for (let tries = 5; tries > 1; tries--) {
    try {
      return await visitOnce(addresses, check, options);
    } catch (error) {
      if (!(error instanceof Forgotten)) throw error;
    }
  }
  return visitOnce(addresses, check, options);
}

async function visitOnce(addresses, check, options) {
  const { page, faults } = await enter(options);
  try {
    for (const address of [addresses].flat()) {
      await page.goto(`${root}/${address}`);
      await check(page, address);
      assert.deepEqual(faults, [], address);
    }
  } finally {
    await page.context().close();
  }
}

// An empty page, and the list of what will be wrong with it.
async function enter({ theme = "light", width = 1200, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, ...options });
  context.setDefaultTimeout(3e5); // a busy machine is no fault
  await context.addInitScript((name) => {
    localStorage.setItem("mdbook-theme", name);
    localStorage.setItem("opened", Number(localStorage.getItem("opened")) + 1);
    window.print = () => {};
  }, theme);
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.stack));
  page.on("requestfailed", (request) => {
    // To go on to the next page ends what the last one still asks for.
    if (request.failure().errorText !== "net::ERR_ABORTED") faults.push(`not found: ${request.url()}`);
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(`${root}/`) && !request.url().startsWith("data:")) {
      faults.push(`request to ${request.url()}`);
    }
  });
  return { page, faults };
}

// 0.25, −3 or 5.1·10⁻⁹.
const number = (text) => {
  const [digits, power = ""] = text.split("·10");
  const plain = [...power].map((c) => ("⁰¹²³⁴⁵⁶⁷⁸⁹".includes(c) ? "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c) : "-"));
  return Number(`${digits}e${plain.join("") || 0}`.replace("−", "-"));
};

function shows(texts, values, what) {
  values.forEach((value, i) => {
    const near = Math.abs(number(texts[i]) - value) <= 0.50001e-4 * Math.max(1, Math.abs(value));
    assert.ok(near, `${what}: the page shows ${texts[i]}, not ${value}`);
  });
}

// Presses the mouse at a part of an element's width and height, and moves it.
async function drag(page, element, from, to) {
  await element.scrollIntoViewIfNeeded();
  const box = await element.boundingBox();
  const at = ([x, y]) => [box.x + x * box.width, box.y + y * box.height];
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at(to), { steps: 4 });
  await page.mouse.up();
}

const recorded = async (figure) =>
  JSON.parse(await figure.locator(".recording").textContent());

// ---- Every page -------------------------------------------------------------

const opens = (page) => page.waitForLoadState("networkidle");

for (const file of ["index.html", "print.html"]) {
  test(`${file}: opens without errors, stays in the book`, () => visit(file, opens));
}

async function accessible(page, name) {
  await screenshot(page, name, { fullPage: true });
  // Hidden answers, too, must be readable.
  await page.evaluate(() => {
    document.querySelectorAll(".quiz").forEach((quiz) => quiz.classList.add("answered"));
    document.querySelectorAll(".predict").forEach((form) => form.classList.add("committed"));
    document.querySelectorAll("details").forEach((details) => (details.open = true));
  });
  if (!await page.evaluate(() => window.axe)) {
    await page.addScriptTag({ path: require.resolve("axe-core/axe.min.js") });
  }
  const found = await page.evaluate(async (notOurs) => {
    const { violations } = await window.axe.run({ preload: false, resultTypes: ["violations"] });
    return violations
      .filter(({ impact }) => ["serious", "critical"].includes(impact))
      .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => ({ id, target, failureSummary })))
      .filter(({ target }) => !document.querySelector(target.at(-1))?.closest(notOurs))
      .map(({ id, target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`);
  }, NOT_OURS.map(({ within }) => within).join(", "));
  assert.deepEqual(found, []);
}

async function fits(page) {
  const wide = await page.evaluate(() => {
    const content = document.querySelector("#mdbook-content");
    const room = content.getBoundingClientRect();
    const scrolls = (node) => node !== content
      && (["auto", "scroll", "hidden"].includes(getComputedStyle(node).overflowX)
        || (node.parentElement && scrolls(node.parentElement)));
    const hidden = (node) => node.closest(".for-screen-readers");
    return [...document.querySelectorAll("main *")]
      .filter((node) => !(node instanceof SVGElement) || node.localName === "svg")
      .filter((node) => !hidden(node) && !(node.parentElement && scrolls(node.parentElement)))
      .filter((node) => {
        const { left, right, width } = node.getBoundingClientRect();
        return width > 0 && (left < -1 || right > room.right + 1);
      })
      .map((node) => node.outerHTML.slice(0, 120));
  });
  assert.deepEqual(wide, []);
}

async function onPaper(page) {
  await page.emulateMedia({ media: "print" });
  for (const answer of await page.locator(":is(.quiz, .predict) .answer p").all()) {
    assert.ok(await answer.isVisible(), "an answer is hidden");
  }
  for (const player of await page.locator(".player").all()) {
    assert.ok(await player.locator(".frames").isVisible());
  }
  for (const button of await page.locator("main :is(figure, form) button").all()) {
    assert.ok(!(await button.isVisible()), "a button is printed");
  }
  // Browsers say so before they print; only then do other answers open.
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.equal(await page.locator("main details:not([open])").count(), 0);
}

async function withoutScripts(page) {
  for (const part of await page.locator(".still, :is(.quiz, .predict) .answer p, .predict li").all()) {
    assert.ok(await part.isVisible());
  }
  assert.equal(await page.locator("main button").count(), 0);
}

// Names in the code of these cells that take more than one line.
async function namesInTables(page, cells) {
  const broken = await page.evaluate((cells) => [...document.querySelectorAll(`${cells} code`)]
    .filter((code) => /^\w+$/.test(code.textContent) && code.getClientRects().length > 1)
    .map((code) => code.textContent), cells);
  assert.deepEqual(broken, []);
}

async function formulas(page) {
  const scrolling = await page.evaluate(() => [...document.querySelectorAll(".formula")]
    .filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.id));
  assert.deepEqual(scrolling, []);
}

async function questions(page) {
  for (const quiz of await page.locator("form.quiz").all()) {
    const { kind, answer, tolerance } = await quiz.evaluate((form) => ({ ...form.dataset }));
    const check = () => quiz.getByRole("button", { name: "Check" }).click();
    const says = (text) => quiz.locator("output").textContent().then((found) => assert.match(found, text));
    const solution = quiz.locator(".answer");
    const give = {
      choice: (value) => quiz.locator(`input[value="${value}"]`).check(),
      number: (value) => quiz.locator("input").fill(String(value)),
    }[kind];
    // Each wrong answer that has a line gets it; any other is only wrong.
    const lines = await quiz.locator(".wrong li").evaluateAll((items) =>
      items.map((item) => [item.dataset.at, item.textContent]));
    if (kind === "choice") assert.equal(lines.length, await quiz.locator("input").count() - 1);
    else lines.push([Number(answer) + 2 * Number(tolerance) + 1e4, "Try again."]);
    assert.ok(lines.length > 1);

    const { width } = await quiz.boundingBox();
    assert.ok(!(await solution.isVisible()));
    await check();
    await says(/first|Type a number/);
    for (const [wrong, line] of lines) {
      await give(wrong);
      await check();
      await says(/^✗ Not yet\. /);
      assert.ok((await quiz.locator("output").textContent()).endsWith(line), line);
      assert.ok(!(await solution.isVisible()));
    }
    await give(answer);
    await check();
    await says(/Right/);
    assert.ok(await solution.isVisible());
    assert.equal((await quiz.boundingBox()).width, width);
    if (kind === "choice") {
      const right = await quiz.locator(`label:has(input[value="${answer}"]) > span`).textContent();
      assert.equal(await solution.locator("strong").first().textContent(), right);
    }
  }
}

// ---- Figures ------------------------------------------------------------------

// What is wrong with the stills of a page: cut, too small to read, or the wrong
// one of the two widths.
const faultsOfFigures = (want) => {
  const room = document.querySelector("main").getBoundingClientRect();
  const faults = [];
  for (const svg of document.querySelectorAll(".picture > svg")) {
    const name = `${svg.querySelector("title").textContent} (${svg.getAttribute("class")})`;
    const box = svg.getBoundingClientRect();
    if (box.width === 0) {
      if (svg.classList.contains(want)) faults.push(`${name} is not shown`);
      continue;
    }
    if (!svg.classList.contains(want)) faults.push(`${name} is shown`);
    if (box.left < room.left - 0.5 || box.right > room.right + 0.5) faults.push(`${name} is cut`);
    if (svg.parentElement.scrollWidth > svg.parentElement.clientWidth) faults.push(`${name} scrolls`);
    for (const text of svg.querySelectorAll("text")) {
      const { left, right, top, bottom } = text.getBoundingClientRect();
      const inside = left >= box.left - 1 && right <= box.right + 1 && top >= box.top - 1 && bottom <= box.bottom + 1;
      if (!inside) faults.push(`${name}: ${text.textContent.trim()} is cut`);
      const size = Number(text.getAttribute("font-size")) * (box.width / svg.viewBox.baseVal.width);
      if (size < 11) faults.push(`${name}: ${text.textContent.trim()} has ${size} px`);
    }
  }
  return faults;
};

async function wholeFigures(page, file) {
  // The cards of the page of symptoms are narrow everywhere.
  const desk = file === "doctor.html" ? "narrow" : "wide";
  for (const [width, want] of [[360, "narrow"], [390, "narrow"], [1200, desk]]) {
    await page.setViewportSize({ width, height: 900 });
    assert.deepEqual(await page.evaluate(faultsOfFigures, want), [], `at ${width} pixels`);
  }
}

// The looks that the legends of a page's figures give to names.
const legends = (html) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  return [...page.querySelectorAll(".picture > svg.wide")].flatMap((svg) => {
    let colour = null;
    return [...svg.querySelectorAll("polyline, polygon, circle, text")].flatMap((node) => {
      if (node.localName !== "text") {
        const stroke = node.getAttribute("stroke") ?? "none";
        colour = stroke === "none" ? node.getAttribute("fill") : stroke;
        return [];
      }
      const isName = node.getAttribute("font-size") === "140" && node.getAttribute("text-anchor") === "start";
      return isName ? [[node.textContent.trim(), colour]] : [];
    });
  });
};

test("a name has one colour in all figures of the book", () => visit("404.html", async (page) => {
  const seen = {};
  const { own, series } = JSON.parse(source("lesson7.html").match(/class="palette">(.*?)<\/script>/s)[1]);
  for (const file of chapters) {
    const all = await page.evaluate(legends, source(file));
    // The name of a colour bar follows its bands.
    const found = all.filter(([, colour]) => series.includes(colour));
    for (const [name, colour] of found) {
      const look = own[name.split(",")[0]];
      if (look !== undefined) assert.equal(colour, series[look], `${file}: ${name}`);
      const key = `${file} ${name}`;
      assert.equal(colour, seen[key] ?? colour, `${key} has two colours`);
      seen[key] = colour;
    }
  }
  for (const name of ["sgd", "momentum", "adam", "data", "the curve"]) {
    assert.ok(Object.keys(seen).some((key) => key.endsWith(` ${name}`)), `no legend names ${name}`);
  }
}));

// Every look on the page, and the ink of a card on the card, in the colours that
// the theme gives them.
const contrasts = () => {
  const { series, card, ink } = JSON.parse(document.querySelector(".palette").textContent);
  const dot = Object.assign(document.createElement("canvas"), { width: 1, height: 1 })
    .getContext("2d", { willReadFrequently: true });
  const luminance = (colour) => {
    dot.fillStyle = colour;
    dot.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...dot.getImageData(0, 0, 1, 1).data].slice(0, 3).map((part) =>
      (part <= 0.04045 * 255 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
  };
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  document.querySelector("main").append(svg);
  const drawn = (colour, part) => {
    const mark = document.createElementNS("http://www.w3.org/2000/svg", "path");
    mark.setAttribute(part, colour);
    svg.append(mark);
    return luminance(getComputedStyle(mark)[part]);
  };
  const contrast = (a, b) => Math.max(a, b) / Math.min(a, b);
  const page = luminance(getComputedStyle(document.documentElement).backgroundColor);
  return {
    looks: series.flatMap((look) => ["fill", "stroke"].map((part) => contrast(drawn(look, part), page))),
    card: contrast(drawn(card, "fill"), drawn(ink, "fill")),
    slab: contrast(drawn(card, "fill"), page),
  };
};

for (const theme of ["light", "rust", "coal", "navy", "ayu"]) {
  test(`the looks of figures can be seen: ${theme}`, () => visit("lesson7.html", async (page) => {
    const { looks, card, slab } = await page.evaluate(contrasts);
    assert.equal(looks.length, 16);
    looks.forEach((found, i) => assert.ok(found >= 3, `look ${Math.floor(i / 2)}: ${found.toFixed(2)}`));
    assert.ok(card >= 7, `text on a card: ${card}`);
    // No white slab on a dark page.
    assert.ok(slab < 1.5, `a card on the page: ${slab}`);
  }, { theme }));
}


async function scrolls(page) {
  const wrong = () => page.evaluate(() => [...document.querySelectorAll(".console, .formula, .table-wrapper, pre > code")]
    .filter((box) => box.clientWidth > 0)
    .filter((box) => {
      const more = box.scrollWidth - box.clientWidth - box.scrollLeft > 1;
      return box.classList.contains("more-right") !== more || box.classList.contains("more-left") !== box.scrollLeft > 1;
    })
    .map((box) => box.outerHTML.slice(0, 100)));
  await page.waitForFunction(() => document.fonts.status === "loaded");
  await page.waitForTimeout(100);
  assert.deepEqual(await wrong(), []);
  const scrolls = page.locator(".more-right").first();
  if (await scrolls.count() === 0) return;
  await scrolls.evaluate((box) => (box.scrollLeft = box.scrollWidth));
  await page.waitForTimeout(100);
  assert.deepEqual(await wrong(), []);
  // Commands have several lines instead.
  assert.equal(await page.locator("pre > code.language-sh.more-right").count(), 0);
}

test("pages stay small", () => {
  for (const file of chapters) {
    const { length } = gzipSync(source(file));
    assert.ok(length < 400e3, `${file}: ${length} bytes compressed`);
  }
});

// ---- Lines to put in order ----------------------------------------------------

// The lines of a question in their right order, as they stand in its file.
const inOrder = ({ lines }) => lines
  .filter(({ place }) => place !== null)
  .sort((a, b) => a.place - b.place)
  .map(({ code }) => code);

const line = (place, list, code) =>
  place.locator(`.${list}`).getByRole("button", { name: code, exact: true });

async function order(page) {
  await page.setViewportSize({ width: 1200, height: 1400 });
  for (const form of await page.locator(".order").all()) {
    const question = JSON.parse(await form.locator("script").textContent());
    const right = inOrder(question);
    const chosen = () => form.locator(".chosen .line").allTextContents();
    const says = (text) => form.locator("output").textContent().then((found) => assert.match(found, text));
    const check = () => form.getByRole("button", { name: "Check" }).click();
    const answer = form.locator(".answer");
    const { width } = await form.boundingBox();
    await check();
    await says(/Choose lines first/);
    assert.ok(!(await answer.isVisible()));

    // By clicks: first a line that belongs nowhere, which goes back.
    const stray = question.lines.find(({ place }) => place === null);
    await line(form, "rest", stray.code).click();
    await check();
    const verdict = await form.locator("output").textContent();
    assert.ok(verdict.includes(stray.mistake.replaceAll("`", "")), verdict);
    await line(form, "chosen", stray.code).click();
    assert.deepEqual(await chosen(), []);
    for (const code of right) await line(form, "rest", code).click();
    assert.deepEqual(await chosen(), right);
    await check();
    await says(/Right/);
    assert.ok(await answer.isVisible());
    assert.deepEqual(await answer.locator("li").allTextContents(), right);
    assert.equal((await form.boundingBox()).width, width);

    // By keys: the last line up to the first place, and down again.
    const { pathname } = new URL(page.url());
    await line(form, "chosen", right.at(-1)).focus();
    for (const _ of right) await page.keyboard.press("ArrowUp");
    assert.deepEqual(await chosen(), [right.at(-1), ...right.slice(0, -1)]);
    assert.ok(!(await answer.isVisible()), "a change takes the verdict back");
    await check();
    await says(/Not yet/);
    await line(form, "chosen", right.at(-1)).focus();
    for (const _ of right) await page.keyboard.press("ArrowDown");
    assert.deepEqual(await chosen(), right);
    await page.keyboard.press("Enter");
    assert.deepEqual(await chosen(), right.slice(0, -1));
    assert.equal(new URL(page.url()).pathname, pathname);

    // By mouse: it comes back, in front of the first.
    const from = await line(form, "rest", right.at(-1)).boundingBox();
    const to = await line(form, "chosen", right[0]).boundingBox();
    await page.mouse.move(from.x + 40, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(to.x + 40, to.y + 2, { steps: 8 });
    await page.mouse.up();
    assert.deepEqual(await chosen(), [right.at(-1), ...right.slice(0, -1)]);
    await check();
    await form.getByRole("button", { name: "Show the answer" }).click();
    assert.ok(await answer.isVisible());
  }
}

test("lines in order: four lessons have them, a finger taps them", () =>
  visit(["lesson3.html", "lesson4.html", "lesson5.html", "lesson8.html"], async (page, file) => {
    const form = page.locator(".order");
    assert.equal(await form.count(), 1, file);
    await form.locator(".rest .line").first().tap();
    assert.equal(await form.locator(".chosen .line").count(), 1);
  }, { hasTouch: true, width: 390 }));

// ---- Review -------------------------------------------------------------------

const bank = JSON.parse(source("review.html")
  .match(/<div class="review">\s*<script type="application\/json">(.*?)<\/script>/s)[1]);

test("review: the page judges every answer of the bank as it should", () => visit("review.html", async (page) => {
  const [judged, wrong] = await page.evaluate((bank) => {
    let judged = 0;
    const wrong = [];
    const expect = (question, answer, verdict) => {
      judged++;
      if (Review.judge(question, answer) !== verdict) wrong.push([question.text, answer]);
    };
    for (const question of bank.flatMap(({ variants }) => variants)) {
      if (question.kind === "choice") {
        question.options.forEach(({ mistake }, i) => expect(question, i, mistake ?? true));
      } else if (question.kind === "number") {
        expect(question, String(question.right).replace("-", "−"), true);
        expect(question, String(question.right + 0.99 * question.tolerance).replace(".", ","), true);
        for (const text of ["", "x", "1/0", "1 2", "1/2/3"]) expect(question, text, null);
        for (const { number } of question.mistakes) {
          judged++;
          const found = Review.judge(question, String(number));
          if (typeof found !== "string" || !found) wrong.push([question.text, number]);
        }
      } else {
        const right = question.lines.map((line, i) => [line.place, i]).filter(([place]) => place !== null)
          .sort(([a], [b]) => a - b).map(([, i]) => i);
        expect(question, right, true);
        question.lines.forEach(({ place, code, mistake }, i) =>
          place === null && expect(question, [...right, i], `\`${code}\`: ${mistake}`));
      }
    }
    return [judged, wrong];
  }, bank);
  assert.deepEqual(wrong, []);
  assert.ok(judged > 1000, `${judged} answers`);
}));

// Answers the question on the page: right, or wrong in both tries.
async function reply(page, well) {
  const form = page.locator(".review form");
  const asked = (await form.locator("legend").textContent()).trim();
  const plain = (text) => text.replaceAll("`", "").trim();
  const found = bank.flatMap((topic) => topic.variants.map((question) => ({ topic, question })))
    .filter(({ question }) => plain(question.text) === asked);
  assert.ok(found.length, `not in the bank: ${asked}`);
  // Two variants may differ in their answers alone.
  const shown = await form.locator("label span").allTextContents();
  const { topic, question } = found.find(({ question: { options = [] } }) =>
    options.every(({ text }, i) => plain(text) === shown[i])) ?? found[0];
  const check = () => form.getByRole("button", { name: "Check" }).click();
  for (let tries = well ? 1 : 2; tries > 0; tries--) {
    if (question.kind === "choice") {
      const i = question.options.findIndex(({ mistake }) => (mistake === null) === well);
      await form.locator("input").nth(i).check();
      await check();
      if (!well) assert.ok((await form.locator("output").textContent())
        .includes(plain(question.options[i].mistake)));
    } else if (question.kind === "number") {
      const [mistake] = question.mistakes;
      await form.locator("input").fill(String(well ? question.right : mistake.number).replace("-", "−"));
      await check();
    } else {
      if (well) for (const code of inOrder(question)) await line(form, "rest", code).click();
      else await form.locator(".rest .line").first().click();
      await check();
    }
  }
  assert.match(await form.locator("output").textContent(), well ? /Right/ : /Not right/);
  assert.ok(await form.locator(".answer").isVisible());
  await form.getByRole("button", { name: /Next question|Done/ }).click();
  return topic.name;
}

test("review: what was missed comes first, and the browser keeps it", () => visit("review.html", async (page) => {
  const known = () => page.evaluate(() => JSON.parse(localStorage.getItem("descent-review")).known);
  await page.clock.setFixedTime(new Date(20000 * 864e5 + 432e5));
  await reload(page);
  await page.locator(".review select").selectOption({ index: 4 });
  await page.getByRole("button", { name: "Begin" }).click();
  const asked = [];
  for (let i = 0; i < 10; i++) asked.push(await reply(page, i !== 2 && i !== 5));
  assert.equal(new Set(asked).size, 10);
  assert.match(await page.locator(".review [role=status]").textContent(), /Right at the first try: 8 of 10/);
  const noted = await known();
  for (const [i, name] of asked.entries()) {
    assert.deepEqual(noted[name], [20000, i === 2 || i === 5 ? 0 : 1], name);
  }

  // Another visit on the same day: the two that were missed, before all others.
  await reload(page);
  assert.equal(await page.locator(".review select").inputValue(), "Lesson 5: Minibatches");
  await page.getByRole("button", { name: "Begin" }).click();
  const again = [await reply(page, true), await reply(page, true)];
  assert.deepEqual(again.sort(), [asked[2], asked[5]].sort());

  // All forgotten.
  await reload(page);
  await page.getByRole("button", { name: "Forget my answers" }).click();
  assert.deepEqual(await known(), {});
}, { timezoneId: "UTC" }));

test("review: two tabs keep what each of them asked", () => visit("review.html", async (page) => {
  const other = await page.context().newPage();
  await other.goto(page.url());
  const asked = [];
  for (const tab of [page, other]) {
    await tab.getByRole("button", { name: "Begin" }).click();
    for (let i = 0; i < 3; i++) asked.push(await reply(tab, true));
  }
  const kept = await page.evaluate(() => localStorage.getItem("descent-review"));
  if (!kept) throw new Forgotten("the browser lost what it was to keep");
  assert.deepEqual(Object.keys(JSON.parse(kept).known).sort(), [...new Set(asked)].sort());
}));

test("review: a browser that keeps nothing is told of", () => visit("review.html", async (page) => {
  await page.evaluate(() => (Storage.prototype.setItem = () => { throw new Error("full"); }));
  await page.getByRole("button", { name: "Begin" }).click();
  for (let i = 0; i < 7; i++) await reply(page, i > 0);
  const status = page.locator(".review [role=status]");
  assert.match(await status.textContent(), /6 of 7.* 1 missed last time.*lets the page keep nothing/);
}));

test("review: by keys alone, in the dark, on a phone", () => visit("review.html", async (page) => {
  await page.locator(".review select").focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  for (let i = 0; i < 7; i++) {
    const form = page.locator(".review form");
    const kind = await page.evaluate(() => document.activeElement.type);
    for (let tries = 0; tries < 2 && await form.getByRole("button", { name: "Check" }).isVisible(); tries++) {
      if (kind === "radio") await page.keyboard.press(tries ? "ArrowDown" : "Space");
      else await page.keyboard.type(tries ? "1" : "0.12345");
      await page.keyboard.press("Enter");
    }
    // Focus is on the way onward.
    assert.match(await page.evaluate(() => document.activeElement.textContent), /Next question|Done/);
    await page.keyboard.press("Enter");
  }
  assert.match(await page.locator(".review [role=status]").textContent(), /of 7\./);
  assert.equal(new URL(page.url()).pathname.split("/").at(-1), "review.html");
}, { theme: "navy", width: 390 }));

test("review: without scripts a list, its answers folded", () => visit("review.html", async (page) => {
  const answers = page.locator(".bank > li > details");
  assert.ok(await answers.count() >= 60);
  assert.ok(!(await answers.first().locator("p").last().isVisible()));
  await answers.first().locator("summary").click();
  assert.ok(await answers.first().locator("p").last().isVisible());
}, { javaScriptEnabled: false }));

// ---- Players ------------------------------------------------------------------

async function playerNumbers(figure) {
  const [update, ...values] = (await figure.locator(".numbers").count())
    ? [
      (await figure.locator("caption").textContent()).replace("update ", ""),
      ...await figure.locator(".numbers td").allTextContents(),
    ]
    : await figure.locator(".readout dd").allTextContents();
  return [update, ...values];
}

// What a tape shows of a step behind its number: the place, and what it hands
// on to which parent, if it does.
const handedOn = ({ place, parent, gradient, derivative }) =>
  [place, ...(parent === undefined ? [] : [gradient, derivative, gradient * derivative, parent])];

// The nine products that a filter shows at its place, and the numbers in the
// maps up to there.
async function filtered(figure, { image, filters }, steps) {
  const { filter, row, column, sum } = steps.at(-1);
  const products = await figure.locator(".stage .products text").allTextContents();
  const pairs = products.map((text) => text.split(" · ").map(number));
  const { weights } = filters[filter];
  assert.deepEqual(pairs, weights.flatMap((line, u) =>
    line.map((weight, v) => [weight, image[row + u][column + v]])));
  assert.equal(pairs.reduce((total, [weight, pixel]) => total + weight * pixel, 0), sum);
  const texts = await figure.locator(".stage svg > g:not(.axes) > text").allTextContents();
  const inMaps = texts.slice(image.flat().length);
  shows(inMaps, steps.map((step) => step.sum), `maps after ${steps.length} steps`);
  assert.equal(inMaps.length, steps.length);
}

async function drivePlayer(page, figure) {
  const { runs, convolution } = await recorded(figure);
  const kind = await figure.getAttribute("data-kind");
  // Runs may end early: the longest one sets the frames, the others wait.
  const longest = runs.map(({ steps }) => steps).sort((a, b) => b.length - a.length)[0];
  const last = longest.length - 1;
  const shown = async (frame) => {
    const values = runs.flatMap(({ steps }) => {
      const step = steps[Math.min(frame, steps.length - 1)];
      if (kind === "tape") return handedOn(step);
      if (kind === "filter") return [step.row, step.column, step.sum];
      if (kind === "resumed") return [step.loss, step.undisturbed];
      // A curve has no parameters that are shown.
      const { params = [], loss } = step;
      return [...params, loss];
    });
    if (kind === "tape") {
      const gradients = await figure.locator(".stage .gradient").allTextContents();
      const { grads } = longest[frame];
      assert.deepEqual(gradients.filter((text) => text !== "").length, grads.length);
      shows(gradients, grads, `gradients of frame ${frame}`);
    }
    if (kind === "filter") await filtered(figure, convolution, longest.slice(0, frame + 1));
    shows(await playerNumbers(figure), [longest[frame].update, ...values], `frame ${frame}`);
  };
  const scrub = figure.getByRole("slider", { name: "Frame" });
  const frame = async () => Number(await scrub.inputValue());
  const press = (name) => figure.getByRole("button", { name, exact: true }).click();
  const { pathname } = new URL(page.url());

  await page.waitForTimeout(300);
  assert.equal(await frame(), 0, "it starts paused");
  await shown(0);
  const still = await figure.locator(".stage svg").innerHTML();
  await press("Step forward");
  await shown(1);
  assert.notEqual(await figure.locator(".stage svg").innerHTML(), still);
  await press("Step back");
  await shown(0);

  // Keys, and no page turned by them.
  await figure.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await shown(2);
  assert.match(await figure.locator("[role=status]").textContent(), /^Frame 3 of/);
  await page.keyboard.press("ArrowLeft");
  await shown(1);
  await page.keyboard.press("End");
  await shown(last);
  await page.keyboard.press("Home");
  await shown(0);
  assert.equal(new URL(page.url()).pathname, pathname);

  await drag(page, scrub, [0.02, 0.5], [0.5, 0.5]);
  const middle = await frame();
  assert.ok(middle > 0.3 * last && middle < 0.7 * last, `scrubbed to ${middle}`);
  await shown(middle);
  await page.keyboard.press("ArrowRight");
  await shown(middle + 1);

  // Space plays and pauses; at speed 4 it soon comes to its end.
  await figure.focus();
  await page.keyboard.press("Space");
  for (const begun = Date.now(); await frame() <= middle + 1;) {
    assert.ok(Date.now() - begun < 3e4, "it plays");
    await page.waitForTimeout(50);
  }
  await page.keyboard.press("Space");
  const paused = await frame();
  await page.waitForTimeout(300);
  assert.equal(await frame(), paused, "it pauses");
  await figure.getByRole("combobox", { name: "Speed" }).selectOption("4");
  await press("Play");
  await figure.getByRole("button", { name: "Play", exact: true }).waitFor();
  await shown(last);
}

// ---- Predictions --------------------------------------------------------------

// The run that a prediction is about: that of the next player or explorer.
const predicted = (form) => form.evaluate((node) => {
  const figures = [...document.querySelectorAll("figure.player, figure.explorer")];
  const next = figures.find((figure) => node.compareDocumentPosition(figure) & Node.DOCUMENT_POSITION_FOLLOWING);
  return JSON.parse(next.querySelector(".recording").textContent);
});

// What came of every option is drawn and told, and the chosen one is marked.
async function outcome(form, recording, answer, options) {
  const names = await form.locator(".outcome .legend span").allTextContents();
  const own = names.slice(-options.length);
  assert.deepEqual(own.map((text) => text.endsWith("(your answer)")), options.map((_, i) => i === answer));
  options.forEach(({ place, ...option }, i) => {
    const loss = place
      ? Descent.mse(recording.descent, place)
      : Prediction.losses(recording, option).at(-1)[1];
    const [, told] = own[i].match(/: (?:\w+) (.*?)(?: after| \(|$)/);
    if (loss < 1e-4) return assert.equal(told, "below 0.0001");
    assert.ok(Math.abs(number(told) - loss) <= 0.0051 * Math.max(1, loss), own[i]);
  });
  assert.equal(await form.locator(".outcome .stage path").count(), options.length);
  const thick = await form.locator(".outcome .stage path[stroke-width='4']").count();
  assert.equal(thick, 1);
}

// Gives a prediction by keys alone and answers why; `guess` does the first.
async function drivePrediction(page, form) {
  const recording = await predicted(form);
  const data = await form.evaluate((node) => ({ ...node.dataset }));
  const say = form.getByRole("status");
  const button = (name) => form.getByRole("button", { name, exact: true });
  const board = form.getByRole("application");
  const why = form.locator(".why");
  assert.ok(!(await why.isVisible()), "why comes after the guess");
  assert.equal(await form.locator(".outcome:visible").count(), 0, "and so does what came");
  assert.ok(!(await form.locator(".answer").isVisible()));
  await button("Commit").click();
  await assert.match(await say.first().textContent(), /first\.$/);
  if (data.kind === "choose") {
    const inputs = form.locator(".guess input");
    const wrong = data.answer === "0" ? 1 : 0;
    await inputs.nth(wrong).check();
    await button("Commit").click();
    assert.match(await say.first().textContent(), /^✗ You said: .* It is: /);
    await button("Again").click();
    await inputs.nth(Number(data.answer)).check();
    await button("Commit").click();
    assert.match(await say.first().textContent(), /^✓ As you said\./);
    await outcome(form, recording, Number(data.answer), JSON.parse(data.options));
  } else {
    await board.focus();
    const { pathname } = new URL(page.url());
    for (const key of ["ArrowRight", "ArrowUp", "ArrowDown", "ArrowDown", "ArrowDown"]) await page.keyboard.press(key);
    assert.equal(new URL(page.url()).pathname, pathname);
    const before = await board.locator("svg").innerHTML();
    await drag(page, board, [0.4, 0.5], [0.5, 0.4]);
    assert.notEqual(await board.locator("svg").innerHTML(), before, "the pointer draws");
    const told = await say.first().textContent();
    assert.match(told, data.kind === "mark" ? /^Your mark: a = / : /^Update \d+: you say /);
    const drawn = await board.locator("svg").innerHTML();
    await button("Commit").click();
    assert.notEqual(await board.locator("svg").innerHTML(), drawn, "the run lies over it");
    const text = await say.first().textContent();
    const numbers = (text.match(/−?\d+\.?\d*/g) ?? []).map(number);
    if (data.kind === "mark") {
      Prediction.place(recording, data).forEach((v, i) => assert.ok(Math.abs(numbers[i] - v) <= 0.0051, text));
    } else {
      const [update, , loss] = numbers;
      const knot = Prediction.knots(recording, data).find(([known]) => known === update);
      assert.ok(Math.abs(knot[1] - loss) <= 0.0051, text);
    }
    const frozen = await board.locator("svg").innerHTML();
    await board.focus();
    await page.keyboard.press("ArrowUp");
    assert.equal(await board.locator("svg").innerHTML(), frozen, "what is committed stays");
  }
  // Why: each reason gets its own answer.
  const reasons = why.locator("input");
  const right = await why.getAttribute("data-because");
  for (let i = 0; i < await reasons.count(); i++) {
    await reasons.nth(i).check();
    const explanation = await form.locator(".answer li span").nth(i).textContent();
    const mark = String(i) === right ? "✓" : "✗";
    assert.equal(await why.getByRole("status").textContent(), `${mark} ${explanation}`);
  }
  await reasons.nth(Number(right)).check();
}

for (const file of chapters.filter((file) => has(file, "predict"))) {
  test(`${file}: predictions`, () => visit(file, async (page) => {
    const forms = await page.locator("form.predict").all();
    for (const form of forms) {
      await drivePrediction(page, form);
    }
    assert.ok(forms.length > 0);
    // They are kept, and shown again.
    await reload(page);
    for (const form of forms) {
      assert.equal(await form.getAttribute("data-verdict"), "right");
      assert.ok(await form.locator(".why").isVisible());
      await form.getByRole("button", { name: "Again" }).click();
      assert.ok(!(await form.locator(".why").isVisible()));
      // Skipped by one key.
      await page.keyboard.press("Escape");
      assert.match(await form.getByRole("status").first().textContent(), /^Skipped/);
      assert.ok(!(await form.locator(".guess label, .guess .stage").first().isVisible()));
    }
  }));
}

test("chapters 2 to 7 ask for a prediction, and what is right is recorded", () => {
  for (const n of [2, 3, 4, 5, 6, 7]) assert.ok(has(`lesson${n}.html`, "predict"), `lesson ${n}`);
  const output = (file) =>
    JSON.parse(fs.readFileSync(path.join(here, "../../docs/src/output", file), "utf8"));
  const last = (file, name) => output(file).runs.find((run) => run.name === name).steps.at(-1);
  // The one prediction of a lesson that is a choice.
  const least = (n, values) => {
    const answers = [...source(`lesson${n}.html`).matchAll(/data-kind="choose" data-answer="(\d+)"/g)];
    assert.deepEqual(answers.map(([, answer]) => Number(answer)), [values.indexOf(Math.min(...values))], `lesson ${n}`);
  };
  const { descent: line } = output("lesson3/line.json");
  least(2, [[0, 1], [-1, 2]].map((place) => Descent.mse(line, place)));
  least(3, [[-1, 1], [-0.5, 9.9]].map((start) => Descent.run(line, start, line.lr, 400).at(-1).mse));
  const { descent, runs } = output("lesson5/paths.json");
  least(5, [0.003, 0.03, 0.3].map((lr) => Descent.run(descent, descent.start, lr, 600, runs[0].batches).at(-1).mse));
  least(6, ["0.01", "0.5", "0.8"].map((rate) => last("lesson6/paths.json", `learning rate ${rate}`).loss));
  least(7, ["sgd", "nesterov", "rmsprop", "adam"].map((name) => last("lesson7/paths.json", name).update));
});

test("a finger marks a place, on a phone", () => visit("lesson4.html", async (page) => {
  const form = page.locator("form.predict[data-kind=mark]");
  await form.getByRole("application").tap();
  assert.match(await form.getByRole("status").first().textContent(), /^Your mark: /);
}, { hasTouch: true, width: 390 }));

// ---- Explorers ----------------------------------------------------------------

const values = (figure) => figure.locator(".readout dd").allTextContents();
const status = (figure) => figure.locator("[role=status]").textContent();
const field = (figure, name) => figure.getByRole("spinbutton", { name, exact: true });
const press = (figure, name) => figure.getByRole("button", { name, exact: true }).click();

// The address follows what the reader does within a moment.
async function leadsTo(page, wanted) {
  const hash = () => decodeURIComponent(new URL(page.url()).hash);
  for (const begun = Date.now(); hash() !== wanted && Date.now() - begun < 3e4;) await page.waitForTimeout(50);
  assert.equal(hash(), wanted);
}

async function driveGuess(page, figure) {
  const { descent } = await recorded(figure);
  const guess = async () =>
    [Number(await field(figure, "a").inputValue()), Number(await field(figure, "b").inputValue())];
  const consistent = async () => {
    const mse = Descent.mse(descent, await guess());
    shows(await values(figure), [mse, Math.sqrt(mse)], "losses");
    return mse;
  };
  const before = await consistent();
  assert.deepEqual(await guess(), descent.start);

  const slider = figure.getByRole("slider", { name: "b, slider" });
  await slider.focus();
  for (let i = 0; i < 20; i++) await page.keyboard.press("ArrowRight");
  assert.deepEqual(await guess(), [-1, 2]);
  const after = await consistent();
  assert.ok(after < before);
  assert.match(await status(figure), /^Lower: .* Your best so far/);

  await drag(page, figure.locator(".stage svg").nth(1), [0.3, 0.6], [0.3, 0.85]);
  const worse = await consistent();
  assert.ok(worse > after);
  assert.match(await status(figure), /^Higher/);
  shows((await values(figure)).slice(2), [after, after], "last and best");

  // A link gives the same guess, and the command that makes it.
  await field(figure, "a").fill("2.5");
  await field(figure, "b").fill("8.25");
  await field(figure, "b").blur();
  await leadsTo(page, "#explorer-lesson2?start=2.5,8.25");
  const command = "cargo run --bin lesson2 -- --start 2.5,8.25";
  assert.equal(await figure.locator(".command code").textContent(), command);
  const address = `${new URL(page.url()).pathname.split("/").at(-1)}${new URL(page.url()).hash}`;
  await visit(address, async (other) => {
    const again = other.locator("figure.explorer");
    assert.equal(await field(again, "a").inputValue(), "2.5");
    shows(await values(again), [Descent.mse(descent, [2.5, 8.25])], "MSE of the link");
  });
  await press(figure, "Reset");
  assert.deepEqual(await guess(), descent.start);
}

async function driveDescent(page, figure, file) {
  const recording = await recorded(figure);
  const { descent, runs: [{ steps }] } = recording;
  const end = steps.at(-1);
  shows(await values(figure), [0, ...descent.start, steps[0].loss], "start");
  for (let i = 0; i < 10; i++) await press(figure, "One update");
  shows(await values(figure), [10, ...steps[1].params, steps[1].loss], "update 10");
  await press(figure, "Run");
  await figure.getByRole("button", { name: "Pause" }).waitFor();
  await figure.getByRole("button", { name: "Run" }).waitFor();
  shows(await values(figure), [end.update, ...end.params, end.loss], "the end of the run");

  // The learning rate by key, and too large a one.
  await figure.getByRole("slider", { name: "learning rate, slider" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  const lr = Number(await field(figure, "learning rate").inputValue());
  assert.ok(lr > descent.lr);
  const faster = Descent.run(descent, descent.start, lr, end.update).at(-1);
  shows(await values(figure), [end.update, ...faster.params, Math.sqrt(faster.mse)], `lr ${lr}`);
  await field(figure, "learning rate").fill("0.8");
  await field(figure, "learning rate").blur();
  assert.match(await status(figure), /diverges: at update 1 the loss is 9\.4976/);
  await leadsTo(page, "#explorer-lesson3?start=-1,1&lr=0.8&steps=400");
  await visit(`${file}#explorer-lesson3?start=-1,1&lr=5&steps=400`, async (other) => {
    const again = other.locator("figure.explorer");
    assert.match(await status(again), /^Diverged: the loss is ∞ at update 143\. It first grew at update 1\./);
    const command = "cargo run --bin lesson3 -- --start -1,1 --lr 5 --steps 400";
    assert.equal(await again.locator(".command code").textContent(), command);
  });

  // The start by dragging its handle on the bowl.
  await field(figure, "learning rate").fill("0.01");
  const handle = await figure.locator(".handle").boundingBox();
  const bowl = await figure.locator(".stage svg").nth(1).boundingBox();
  const part = [
    (handle.x + handle.width / 2 - bowl.x) / bowl.width,
    (handle.y + handle.height / 2 - bowl.y) / bowl.height,
  ];
  await drag(page, figure.locator(".stage svg").nth(1), part, [part[0] + 0.1, part[1] - 0.1]);
  const start = [
    Number(await field(figure, "start a").inputValue()),
    Number(await field(figure, "start b").inputValue()),
  ];
  assert.ok(start[0] > descent.start[0] && start[1] > descent.start[1], `dragged to ${start}`);
  const dragged = Descent.run(descent, start, 0.01, end.update).at(-1);
  shows(await values(figure), [end.update, ...dragged.params, Math.sqrt(dragged.mse)], "dragged");
}

async function driveBatches(page, figure, file) {
  const { descent, runs } = await recorded(figure);
  shows((await values(figure)).slice(0, 4), [0, 0, ...descent.start], "it waits at the start");
  assert.match(await status(figure), /Press Run\.$/);
  await press(figure, "Run");
  await figure.getByRole("button", { name: "Pause" }).waitFor();
  await figure.getByRole("button", { name: "Run" }).waitFor();
  for (const { name, steps } of runs) {
    const size = name.match(/\d+$/)[0];
    await figure.getByRole("radio", { name: size, exact: true }).check();
    const { update, params, loss } = steps.at(-1);
    const epochs = update / Math.ceil(descent.points.x.length / size);
    shows(await values(figure), [update, epochs, ...params, loss], name);
    const command = `cargo run --bin lesson5 -- --start -3,-2 --lr 0.01 --batch-size ${size} --epochs ${epochs} --precision f64`;
    assert.equal(await figure.locator(".command code").textContent(), command);
  }
  await figure.getByRole("radio", { name: "25", exact: true }).check();
  await press(figure, "To the start");
  await press(figure, "One epoch");
  await press(figure, "One update");
  const { batches } = runs.find(({ name }) => name === "batch size 25");
  const five = Descent.run(descent, descent.start, descent.lr, 5, batches).at(-1);
  shows(await values(figure), [5, 1.25, ...five.params, five.mse], "update 5");
  await visit(`${file}#explorer-lesson5?batch-size=1&epochs=2&lr=0.05`, async (other) => {
    const again = other.locator("figure.explorer");
    const [single] = runs;
    const steps = Descent.run(descent, descent.start, 0.05, 200, single.batches);
    shows(await values(again), [200, 2, ...steps.at(-1).params, steps.at(-1).mse], "link");
  });
}

// Lesson 9: draws, and compares what the pad shows with what the page's own
// network makes of the 64 numbers that stand below it.
async function drivePad(page, figure) {
  const network = await recorded(figure);
  const paper = figure.getByRole("application");
  const pixels = async () =>
    (await figure.locator("details pre").textContent()).trim().split(/\s+/).map(Number);
  const says = async () => {
    const p = Digits.probabilities(network, await pixels());
    shows(await figure.locator(".probabilities td").allTextContents(), p, "probabilities");
    const text = await figure.locator(".probabilities caption").textContent();
    assert.equal(text, `The network says: ${Digits.named(p)}`);
    return Digits.named(p);
  };
  const menu = figure.getByRole("combobox", { name: "Image" });
  for (const [i, example] of network.examples.entries()) {
    await menu.selectOption({ value: String(i) });
    assert.deepEqual(await pixels(), example.pixels);
    assert.equal((await says()) === example.label, i < 10, `example ${i}`);
  }

  // A 7 with the mouse, then half of it erased; a 1 in the middle and one at
  // the left edge.
  await press(figure, "Clear");
  assert.ok((await pixels()).every((ink) => ink === 0));
  await drag(page, paper, [0.25, 0.08], [0.75, 0.08]);
  await drag(page, paper, [0.75, 0.08], [0.45, 0.95]);
  assert.equal(await says(), 7);
  assert.equal(await menu.inputValue(), "");
  assert.match(await status(figure), /^The network says 7, with probability 0\.9/);
  const whole = (await pixels()).reduce((sum, ink) => sum + ink);
  const erase = figure.getByRole("button", { name: "Erase" });
  await erase.click();
  assert.equal(await erase.getAttribute("aria-pressed"), "true");
  await drag(page, paper, [0.2, 0.08], [0.8, 0.08]);
  const rest = (await pixels()).reduce((sum, ink) => sum + ink);
  assert.ok(rest > 0 && rest < 0.7 * whole, `${whole} dots, then ${rest}`);
  await press(figure, "Clear");
  await drag(page, paper, [0.5, 0.03], [0.5, 0.97]);
  assert.equal(await says(), 1);
  for (let i = 0; i < 3; i++) await press(figure, "← Shift");
  assert.notEqual(await says(), 1);
  for (let i = 0; i < 3; i++) await press(figure, "Shift →");
  assert.equal(await says(), 1);

  // By keys: full, half, none; the page stays where it is.
  await press(figure, "Clear");
  await paper.focus();
  const { pathname } = new URL(page.url());
  for (const key of ["ArrowRight", "ArrowDown", "ArrowDown", "ArrowLeft", "ArrowLeft", "ArrowRight"]) {
    await page.keyboard.press(key);
  }
  assert.equal(await status(figure), "Row 3, column 2: ink 0.");
  for (const ink of [16, 8, 0, 16]) {
    await page.keyboard.press("Space");
    assert.equal((await pixels())[17], ink);
    assert.match(await status(figure), new RegExp(`^Ink ${ink}\\. The network says ${await says()},`));
  }
  assert.equal(new URL(page.url()).pathname, pathname);

  await figure.locator("summary").click();
  const command = "cargo run --bin lesson9 -- --predict drawing.txt";
  assert.equal(await figure.locator(".command code").textContent(), command);
}

async function driveDials(page, figure, file) {
  const { fits } = await recorded(figure);
  const shown = async (degree, alpha, at = figure) => {
    const fit = fits.find((one) => one.degree === degree && one.alpha === alpha);
    shows(await values(at), [fit.train, fit.test, fit.length], `degree ${degree}, penalty ${alpha}`);
  };
  await shown(15, 0);
  const slider = figure.getByRole("slider", { name: "degree, slider" });
  await slider.focus();
  for (let i = 0; i < 9; i++) await page.keyboard.press("ArrowLeft");
  await shown(6, 0);
  assert.match(await status(figure), /^Degree 6, no penalty: the test error is /);
  await field(figure, "penalty α").fill("0.01");
  await field(figure, "penalty α").blur();
  await shown(6, 0.01);
  await field(figure, "degree").fill("15");
  await field(figure, "degree").blur();
  await shown(15, 0.01);
  await leadsTo(page, "#explorer-lesson10?degree=15&alpha=0.01");
  await visit(`${file}#explorer-lesson10?degree=3&alpha=0.0001`, async (other) => {
    await shown(3, 0.0001, other.locator("figure.explorer"));
  });
  await press(figure, "No penalty");
  await shown(15, 0);
}

async function driveMachines(page, figure, file) {
  const { times, rows, parameters } = await recorded(figure);
  const shown = async (n, p, k, at = figure) => {
    const { star, ring } = times.find((one) => one.rows === n && one.parameters === p && one.workers === k);
    const found = await values(at);
    // Three digits are shown.
    [1000 * star, 1000 * ring].forEach((want, i) => {
      assert.ok(Math.abs(found[i] / want - 1) <= 5e-3, `${n} rows, ${k} workers: ${found[i]}, not ${want}`);
    });
  };
  assert.deepEqual([rows, parameters], [100000, 1000]);
  await field(figure, "workers k").fill("7");
  await field(figure, "workers k").blur();
  await shown(rows, parameters, 7);
  assert.match(await status(figure), /^7 workers in a star: \S+ times as fast as one machine alone\. It is fastest with 22, /);
  await leadsTo(page, "#explorer-lesson15?workers=7&rows=100000&parameters=1000&row=1&message=100&number=3.2");
  await visit(`${file}#explorer-lesson15?workers=64&rows=1000&parameters=17`, async (other) => {
    const again = other.locator("figure.explorer");
    await shown(1000, 17, 64, again);
    assert.match(await status(again), /^64 workers in a star: slower than one machine alone\./);
  });
  const slider = figure.getByRole("slider", { name: "workers k, slider" });
  await slider.focus();
  await page.keyboard.press("End");
  await shown(rows, parameters, 1000);
  await page.keyboard.press("Home");
  await shown(rows, parameters, 1);
  await press(figure, "Reset");
  assert.equal(await field(figure, "workers k").inputValue(), "4");
}

const explorers = {
  ...drives({ visit, recorded, shows, drag, values, status, field, press, leadsTo, number }),
  lesson2: driveGuess, lesson3: driveDescent, lesson5: driveBatches, lesson9: drivePad, lesson10: driveDials,
  lesson15: driveMachines,
};

async function playersAndExplorers(page, file) {
  for (const figure of await page.locator("figure.player").all()) {
    await drivePlayer(page, figure);
  }
  for (const figure of await page.locator("figure.explorer").all()) {
    const name = (await figure.getAttribute("id")).replace("explorer-", "");
    await explorers[name](page, figure, file);
  }
}

async function withoutMotion(page, file) {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(`${root}/${file}`);
  for (const figure of await page.locator("figure.player").all()) {
    assert.equal(await figure.getByRole("combobox", { name: "Speed" }).inputValue(), "0.25");
  }
  for (const figure of await page.locator("#explorer-lesson3, #explorer-lesson5").all()) {
    await press(figure, "To the start");
    await press(figure, "Run");
    assert.equal(await figure.getByRole("button", { name: "Pause" }).count(), 0);
    assert.notEqual((await values(figure))[0], "0");
  }
}

// ---- The page's own look -----------------------------------------------------

test("the menu offers light and dark; an old choice becomes the nearer of them", async () => {
  for (const [chosen, design] of [["light", "light"], ["rust", "light"], ["navy", "navy"], ["coal", "navy"], ["ayu", "navy"]]) {
    await visit("lesson1.html", async (page) => {
      assert.match(await page.locator("html").getAttribute("class"), new RegExp(`\\b${design}\\b`), chosen);
      await page.getByRole("button", { name: "Change theme" }).click();
      assert.deepEqual(await page.locator("#mdbook-theme-list button").allTextContents(), ["Auto", "Light", "Dark"]);
      await page.getByRole("menuitem", { name: "Dark" }).click();
      const lightness = await page.evaluate(() =>
        getComputedStyle(document.querySelector(".page-wrapper")).backgroundColor.match(/\d+/g).map(Number));
      assert.ok(lightness.every((part) => part < 60), `${lightness}`);
    }, { theme: chosen });
  }
});

test("without scripts the page follows the system's light or dark", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({ javaScriptEnabled: false, colorScheme });
    const page = await context.newPage();
    await page.goto(`${root}/lesson1.html`);
    await screenshot(page, `no-script-${colorScheme}`);
    const [paper] = await page.locator(".page-wrapper").evaluateAll((nodes) =>
      nodes.map((node) => getComputedStyle(node).backgroundColor.match(/\d+/g).map(Number)));
    assert.equal(paper.every((part) => part < 60), colorScheme === "dark");
    await context.close();
  }
});

test("text, code, formulas and figures have the book's own fonts", () =>
  visit("lesson3.html", async (page) => {
    await page.evaluate(() => document.fonts.ready);
    const loaded = await page.evaluate(() =>
      [...document.fonts].filter(({ status }) => status === "loaded").map(({ family }) => family.replaceAll('"', "")));
    for (const family of ["Descent Sans", "Descent Mono", "Descent Math"]) assert.ok(loaded.includes(family), family);
    const first = (selector) => page.locator(selector).first()
      .evaluate((node) => getComputedStyle(node).fontFamily.split(",")[0].replaceAll('"', ""));
    for (const [selector, family] of [["main p", "Sans"], ["main figure svg text", "Sans"], [".stage svg text", "Sans"],
      ["main pre code", "Mono"], ["main .console", "Mono"], ["main .formula math", "Math"]]) {
      assert.equal(await first(selector), `Descent ${family}`, selector);
    }
  }));

test("the page of a lost address opens as a file, with its styles", () =>
  visit("404.html", async (page) => {
    await page.evaluate(() => document.fonts.ready);
    const main = page.locator("main");
    assert.match(await main.evaluate((node) => getComputedStyle(node).fontFamily), /Descent Sans/);
    await screenshot(page, "404");
    await main.getByRole("link", { name: "Begin at the introduction" }).click();
    assert.match(page.url(), /introduction\.html$/);
  }));

test("a mark lies on the line that a chapter changes, on a desk and on a phone", async () => {
  for (const width of [1280, 360]) {
    await visit("lesson4.html", async (page) => {
      await page.evaluate(() => document.fonts.ready);
      const lists = await page.evaluate(() => [...document.querySelectorAll(".changed")].map((box) => {
        const code = box.querySelector("code");
        const lines = code.textContent.trimEnd().split("\n").length;
        const { top } = code.getBoundingClientRect();
        const pad = parseFloat(getComputedStyle(code).paddingTop);
        const high = (code.clientHeight - 2 * pad) / lines; // without a scroll bar
        return [...box.querySelectorAll(".mark")].map((mark) => {
          const line = Number(mark.style.getPropertyValue("--line"));
          return mark.getBoundingClientRect().top - (top + pad + (line - 1) * high);
        });
      }));
      assert.equal(lists.length, 2);
      for (const offs of lists) {
        assert.ok(offs.length > 3);
        for (const off of offs) assert.ok(Math.abs(off) < 2, `${off} pixels beside its line`);
      }
    }, { width });
  }
});

// The measure, on average over the full lines of a long paragraph; listings,
// figures and tables may be wider.
test("a line of text has 65 to 75 characters; no listing scrolls on a desk", async () => {
  let seen = 0;
  await visit(["introduction.html", "lesson5.html", "lesson14.html"], async (page, file) => {
    await page.evaluate(() => document.fonts.ready);
    const means = await page.evaluate(() => [...document.querySelectorAll("main > p")]
      .filter((p) => p.textContent.length > 300 && !p.querySelector("math, code"))
      .map((p) => {
        // Each letter's place says its line; the last line is not full.
        const lines = {};
        const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
        const range = document.createRange();
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          for (let i = 0; i < node.length; i++) {
            range.setStart(node, i);
            range.setEnd(node, i + 1);
            const { bottom } = range.getBoundingClientRect();
            lines[Math.round(bottom)] = (lines[Math.round(bottom)] ?? 0) + 1;
          }
        }
        const bottoms = Object.keys(lines).map(Number).sort((a, b) => a - b).slice(0, -1);
        return bottoms.reduce((sum, bottom) => sum + lines[bottom], 0) / bottoms.length;
      }));
    seen += means.length;
    for (const mean of means) assert.ok(mean > 64 && mean < 76, `${file}: ${mean} characters`);
    const scrolling = await page.evaluate(() => [...document.querySelectorAll("main pre > code, main .console")]
      .filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.textContent.slice(0, 80)));
    assert.deepEqual(scrolling, [], file);
  }, { width: 1280 });
  assert.ok(seen > 3, `${seen} paragraphs`);
});

// What a field cannot take it says; what is shown is what runs.
test("fields of the explorers: what is refused is said, and does not run", () => {
  const refused = {
    "lesson2.html": { a: ["2e9", ""] },
    "lesson3.html": { "learning rate": ["1e-12", "0", "-1", ""], updates: ["20000", "1.5", "0", ""], "start a": ["-2e9"] },
    "lesson6.html": { "learning rate": ["0", ""], updates: ["1.5", "20000"], "start b": ["2e9"] },
    "lesson5.html": { "learning rate": ["1e-12", "-1"], epochs: ["20000", "1.5", "-3", ""], "start b": ["1e300"] },
  };
  return visit(Object.keys(refused), async (page, file) => {
    const figure = page.locator("figure.explorer");
    const before = await figure.locator(".command code").textContent();
    for (const [name, texts] of Object.entries(refused[file])) {
      const input = field(figure, name);
      const runs = await input.inputValue();
      for (const text of texts) {
        await input.fill(text);
        const complaint = figure.locator(".slider", { has: field(page, name) }).locator(".complaint");
        assert.match(await complaint.textContent(), /^(Type a (whole )?number|\S+ is the (least|most))\. \S+ runs\.$/, `${name} ${text}`);
        assert.equal(await input.getAttribute("aria-invalid"), "true");
        assert.equal(await figure.locator(".command code").textContent(), before);
        await input.blur();
        assert.equal(await input.inputValue(), runs, "at rest it shows what runs");
      }
      await input.fill(runs);
      assert.equal(await input.getAttribute("aria-invalid"), "false");
    }
  });
});

// No lesson twice in a row: its page would only be told of another address.
test("an address that a lesson would refuse is said to, and does not run", () => visit([
  "lesson3.html#explorer-lesson3?start=1e300,1", "lesson2.html#explorer-lesson2?start=1e300,1",
  "lesson3.html#explorer-lesson3?start=1", "lesson4.html#explorer-lesson4?guess=1&point=1,2e9",
  "lesson3.html#explorer-lesson3?lr=0", "lesson5.html#explorer-lesson5?lr=x&start=5,2e9",
  "lesson3.html#explorer-lesson3?steps=1.5", "lesson5.html#explorer-lesson5?batch-size=33",
  "lesson6.html#explorer-lesson6?lr=0&steps=1.5", "lesson5.html#explorer-lesson5?epochs=20000",
  "lesson7.html#explorer-lesson7?momentum=1",
], async (page, address) => {
  const figure = page.locator("figure.explorer");
  const { descent } = await recorded(figure);
  const said = await status(figure);
  for (const flag of address.split("?")[1].split("&")) assert.ok(said.includes(flag), said);
  assert.match(said, /which the lesson refuses\./);
  const first = address.startsWith("lesson4") ? "--guess -1,1 --point 0.3046,8.9138" : `--start ${descent.start.join(",")}`;
  assert.ok((await figure.locator(".command code").textContent()).includes(first));
}));

test("a finger drags the start up on a phone, and the page stays", () =>
  visit(["introduction", 2, 3, 5, 6, 7].map((n) => (n > 1 ? `lesson${n}.html` : `${n}.html`)), async (page, file) => {
    const figure = page.locator("figure.explorer");
    const handle = figure.locator(".handle").first();
    await handle.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await handle.boundingBox();
    const command = () => figure.locator(".command code").textContent();
    const [before, scrolled] = [await command(), await page.evaluate(() => scrollY)];
    const session = await page.context().newCDPSession(page);
    const touch = (type, up) => session.send("Input.dispatchTouchEvent", {
      type, touchPoints: type === "touchEnd" ? [] : [{ x: x + width / 2, y: y + height / 2 - up }],
    });
    await touch("touchStart", 0);
    for (let up = 8; up <= 80; up += 8) await touch("touchMove", up);
    await touch("touchEnd");
    assert.notEqual(await command(), before, file);
    assert.equal(await page.evaluate(() => scrollY), scrolled);
    const now = await handle.boundingBox();
    assert.ok(now.y < y - 40, `${file}: up by ${y - now.y} of 80 pixels`);
  }, { hasTouch: true, isMobile: true, width: 390 }));

test("what is too wide scrolls by keys, what is not takes no Tab stop", async () => {
  for (const width of [390, 1280]) {
    await visit(["lesson3.html", "lesson4.html", "fit.html"], async (page, file) => {
      const { pathname } = new URL(page.url());
      await page.waitForTimeout(300);
      const stops = await page.evaluate(() =>
        [...document.querySelectorAll(".picture, .table-wrapper, .console, .formula, pre > code")]
          .filter((box) => (box.tabIndex === 0) !== (box.scrollWidth > box.clientWidth))
          .map((box) => box.outerHTML.slice(0, 200)));
      assert.deepEqual(stops, [], `${file} ${width}`);
      if (width > 1000) return;
      const wide = await page.locator(".console[tabindex]").first().elementHandle();
      await wide.focus();
      for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowRight");
      await page.waitForTimeout(300);
      assert.ok(await wide.evaluate((box) => box.scrollLeft) > 0, "it scrolls");
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.waitForTimeout(300);
      assert.equal(await wide.getAttribute("tabindex"), null, "it fits now");
      assert.equal(new URL(page.url()).pathname, pathname);
      await page.setViewportSize({ width, height: 900 });
    }, { width });
  }
});

test("reset and the bare address restore everything", () =>
  visit(["lesson3.html", "lesson5.html", "lesson6.html", "lesson7.html"], async (page, file) => {
    const figure = page.locator("figure.explorer");
    const command = () => figure.locator(".command code").textContent();
    const first = await command();
    await field(figure, "learning rate").fill("0.02");
    if (file !== "lesson7.html") await field(figure, "start a").fill("1.5");
    assert.notEqual(await command(), first);
    await press(figure, "Reset");
    assert.equal(await command(), first);
    await page.waitForTimeout(500); // the address follows
    await figure.evaluate(({ id }) => (location.hash = `#${id}?lr=0.02`));
    await page.waitForTimeout(300);
    assert.match(await command(), /--lr 0\.02/);
    await page.goBack();
    await page.waitForTimeout(300);
    assert.equal(await command(), first);
  }));

test("the command below an explorer is copied, or marked to be", async () => {
  for (const permissions of [["clipboard-read", "clipboard-write"], []]) {
    await visit("lesson3.html", async (page) => {
      const figure = page.locator("#explorer-lesson3");
      const command = await figure.locator(".command code").textContent();
      await press(figure, "Copy");
      const marked = () => page.evaluate(() => getSelection().toString());
      const said = () => figure.locator("[data-do=copy]").textContent();
      while (await said() !== "Copied" && !await marked()) await page.waitForTimeout(50);
      if (permissions.length) assert.equal(await page.evaluate(() => navigator.clipboard.readText()), command);
      else assert.ok([command, ""].includes(await marked()));
    }, { permissions });
  }
});

test("NumPy or PyTorch is chosen for the whole page, and kept", () => visit("numpy_pytorch.html", async (page) => {
  const shown = (library) => page.locator("[role=tabpanel]").evaluateAll((panels, wanted) =>
    panels.filter((panel) => panel.querySelector(".title").textContent === wanted)
      .map((panel) => panel.querySelector("pre").checkVisibility()), library);
  const only = async (wanted) => {
    for (const library of ["NumPy", "PyTorch"]) {
      const all = await shown(library);
      assert.ok(all.length >= 4, `${all.length} of ${library}`);
      assert.ok(all.every((visible) => visible === (library === wanted)), `${library}, chosen ${wanted}`);
    }
  };
  const tabs = (library) => page.getByRole("tab", { name: library, exact: true });
  await only("NumPy");
  const third = tabs("PyTorch").nth(2);
  await third.scrollIntoViewIfNeeded();
  const { y } = await third.boundingBox();
  await third.click();
  await only("PyTorch");
  assert.ok(Math.abs((await third.boundingBox()).y - y) < 2, "what the reader looks at stays");
  await reload(page);
  await only("PyTorch");
  const { pathname } = new URL(page.url());
  await tabs("PyTorch").first().focus();
  await page.keyboard.press("ArrowLeft");
  await only("NumPy");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "NumPy");
  assert.equal(new URL(page.url()).pathname, pathname);
  await page.emulateMedia({ media: "print" });
  for (const library of ["NumPy", "PyTorch"]) assert.ok((await shown(library)).every(Boolean), `${library} on paper`);
}));

test("forced colours show the bars of the pad", () => visit("lesson9.html", async (page) => {
  const colours = await page.locator(".probabilities .bar").evaluateAll((bars) =>
    bars.map((bar) => getComputedStyle(bar).backgroundColor));
  const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.ok(colours.length === 10 && colours.every((colour) => colour !== paper), colours.join());
}, { forcedColors: "active" }));

// A diverging descent leaves the sheet along one line and comes back along it.
test("a track that leaves the picture is drawn where it is", () =>
  visit("lesson3.html#explorer-lesson3?lr=1&steps=1000", async (page) => {
    const figure = page.locator("figure.explorer");
    const minimum = await figure.locator(".stage svg").nth(1).evaluate((svg) => {
      const star = [...svg.querySelectorAll("polygon")].find((node) => node.points.length === 10);
      const points = [...star.points];
      const box = [Math.min(...points.map((p) => p.x)), Math.max(...points.map((p) => p.x)),
        Math.min(...points.map((p) => p.y)), Math.max(...points.map((p) => p.y))];
      return [(box[0] + box[1]) / 2, (box[2] + box[3]) / 2];
    });
    const d = await figure.locator(".stage svg").nth(1).locator("path").last().getAttribute("d");
    const places = d.split(/[ML]/).slice(1).map((part) => part.split(" ").map(Number));
    assert.ok(places.length > 10);
    // From the tenth on each segment passes the minimum: the steep axis rules.
    for (let i = 10; i + 1 < places.length; i += 1) {
      const [[x1, y1], [x2, y2]] = [places[i], places[i + 1]];
      const length = Math.hypot(x2 - x1, y2 - y1);
      if (length < 100) continue;
      const off = Math.abs((x2 - x1) * (minimum[1] - y1) - (y2 - y1) * (minimum[0] - x1)) / length;
      assert.ok(off < 12, `segment ${i} passes the minimum at ${off} pixels`);
    }
  }));

test("players and explorers: a dashed line has its colour in the legend, a name that of the figures", async () => {
  let [lines, names] = [0, 0];
  await visit(chapters.filter((file) => has(file, "player", "explorer")), async (page, file) => {
    const wrong = await page.evaluate(() => {
      const dashed = (within) => [...within.querySelectorAll("path[stroke-dasharray='7 5']")]
        .map((path) => path.getAttribute("stroke"));
      return [...document.querySelectorAll("figure:has(.stage):has(.legend)")].flatMap((figure) => {
        const named = dashed(figure.querySelector(".legend"));
        const drawn = [...figure.querySelectorAll(".stage")].flatMap(dashed);
        return drawn.map((colour) => [named.includes(colour), colour]);
      });
    });
    for (const [named, colour] of wrong) assert.ok(named, `${file}: ${colour} is in no legend`);
    lines += wrong.length;

    const named = await page.evaluate(() => {
      const { own, series } = JSON.parse(document.querySelector(".palette")?.textContent ?? "{}");
      return [...document.querySelectorAll("figure.explorer .legend > span")].flatMap((span) => {
        const look = own[span.textContent];
        const parts = [...span.querySelectorAll("path, circle, polygon")];
        const inks = parts.map((part) => part.getAttribute("stroke") ?? part.getAttribute("fill"));
        return look === undefined ? [] : [[span.textContent, inks.includes(series[look])]];
      });
    });
    for (const [name, same] of named) assert.ok(same, `${file}: ${name} has another colour in the legend`);
    names += named.length;
  });
  assert.ok(lines >= 3, `${lines} dashed lines`);
  assert.ok(names > 10, `${names} names`);
});

test("an explorer's command breaks between its flags", () => visit("lesson5.html", async (page) => {
  const flags = await page.locator("figure.explorer .command code .unbroken").evaluateAll((all) =>
    all.map((flag) => [flag.textContent, flag.getClientRects().length]));
  assert.ok(flags.length >= 5 && flags.every(([text, lines]) => /^--[a-z]/.test(text) && lines === 1), String(flags));
}, { width: 390 }));

test("the mark of update 0 is whole", () => visit("lesson3.html", async (page) => {
  const curve = page.locator("figure.explorer .stage svg").nth(2);
  const cut = await curve.evaluate((svg) =>
    [...svg.querySelectorAll("polygon, circle")].map((mark) => mark.closest("[clip-path]") !== null));
  assert.ok(cut.length >= 2 && !cut.includes(true), cut.join());
}));

test("the sign of a root stands on the line", () => visit("lesson7.html", async (page) => {
  const off = await page.evaluate(() => [...document.querySelectorAll("p > math > msqrt, p > .unbroken > math > msqrt")]
    .map((root) => {
      const [sign, letter] = [root, root.lastElementChild].map((node) => node.getBoundingClientRect());
      return (sign.bottom - letter.bottom) / parseFloat(getComputedStyle(root).fontSize);
    }));
  assert.ok(off.length >= 3, `${off.length} roots`);
  for (const part of off) assert.ok(part < 0.4, `a root hangs ${part} em below its letter`);
}));

test("a finger draws on the pad", () => visit("lesson9.html", async (page) => {
  await page.getByRole("button", { name: "Clear" }).click();
  const paper = page.getByRole("application");
  await paper.tap();
  assert.match(await paper.locator("xpath=../..").locator("details pre").textContent(), /[1-9]/);
}, { hasTouch: true, width: 360 }));

test("the recordings in the pages are those that the lessons wrote", () => {
  const lessons = ["lesson3/line", "lesson4/line", "lesson5/paths", "lesson6/paths", "lesson7/paths",
    "lesson8/learning", "lesson9/network", "lesson10/degrees", "lesson11/graph", "lesson12/maps",
    "lesson13/killed", "lesson15/cost"];
  const files = lessons.map((name) => `${name}.json`);
  const written = files.map((file) =>
    JSON.parse(fs.readFileSync(path.join(here, "../../docs/src/output", file), "utf8")));
  let seen = 0;
  for (const file of chapters) {
    const html = fs.readFileSync(path.join(book, file), "utf8");
    for (const [, text] of html.matchAll(/class="recording">(.*?)<\/script>/gs)) {
      const found = JSON.parse(text);
      assert.ok(written.some((one) => isDeepStrictEqual(one, found)), file);
      seen++;
    }
  }
  assert.ok(seen >= 10, `${seen} players and explorers`);
});

// ---- Every chapter ------------------------------------------------------------

const at = (width, check) => async (page) => {
  await page.setViewportSize({ width, height: 900 });
  await check(page);
};

for (const file of chapters) {
  const name = path.basename(file, ".html");

  tests(file, "on a desk", {}, {
    "opens without errors, stays in the book": opens,
    "a name in a table stays in one line: 1280": at(1280, (page) => namesInTables(page, "td:not(:last-child)")),
    "no formula scrolls on a desk": at(1280, formulas),
    "whole on paper": at(1200, onPaper),
    "accessible, light": (page) => accessible(page, `${name}-light`),
    "accessible, navy": async (page) => {
      // As a reader does who chooses Dark.
      await page.evaluate(() => document.querySelector("#mdbook-theme-navy").click());
      await page.waitForFunction(() => document.querySelector("#mdbook-tomorrow-night-css").sheet);
      await accessible(page, `${name}-navy`);
    },
  });

  tests(file, "on a phone", { width: 390 }, {
    "what scrolls on a phone says so": scrolls,
    "a name in a table stays in one line: 390": (page) => namesInTables(page, "td:first-child"),
    "fits a phone": at(360, fits),
    "accessible, phone": at(360, (page) => accessible(page, `${name}-phone`)),
  });

  tests(file, "without scripts", { javaScriptEnabled: false }, {
    "whole without JavaScript": withoutScripts,
    "figures are whole on a phone and on a desk": (page) => wholeFigures(page, file),
  });

  if (has(file, "quiz", "order", "player", "explorer")) {
    tests(file, "tried", {}, {
      questions,
      "lines to put in order": order,
      "players and explorers": at(1200, (page) => playersAndExplorers(page, file)),
      "nothing moves by itself where motion is unwanted": (page) => withoutMotion(page, file),
    });
  }
}

// ---- All of them --------------------------------------------------------------

describe("the book in a browser", { concurrency: 4 }, () => {
  after(() => browser.close());
  for (const check of checks) check();
});
