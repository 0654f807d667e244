// The live book as a reader meets it: its cells in a browser.
//
//   npm ci && node live.mjs [cargo's target folder] [folder for screenshots]
//
// Needs Chromium, as browser.mjs does, and what these build:
//   cargo build --features live/server --bin live && cargo run --bin book
//   cargo build --bin lesson1 --bin lesson3

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, "../..");
const target = path.resolve(process.argv[2] ?? path.join(root, "target"));
const shots = path.resolve(process.argv[3] ?? path.join(root, "target/screenshots"));
fs.mkdirSync(shots, { recursive: true });

// Starts the server, and waits until it tells its address.
function serve(port = "0") {
  const child = spawn(path.join(target, "debug/live"), ["--port", port], {
    env: { ...process.env, CARGO_MANIFEST_DIR: path.join(root, "crates/live") },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`live ended with ${code}`)));
    child.stdout.once("data", (text) => {
      const first = String(text).match(/http:\S+/)[0];
      resolve({ child, first, origin: new URL(first).origin });
    });
  });
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const live = await serve();

// Opens a page with the cookie, and fails if it reported an error: one of its
// own, or something that its content security policy keeps out.
async function visit(address, check, { width = 1200, allowed = /^$/ } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  context.setDefaultTimeout(12e4); // a busy machine is no fault
  const faults = [];
  const open = async () => {
    const page = await context.newPage();
    page.on("pageerror", (error) => faults.push(error.stack));
    page.on("console", (message) => {
      const text = `${message.text()} ${message.location().url}`;
      if (["error", "warning"].includes(message.type()) && !allowed.test(text)) faults.push(text);
    });
    page.on("request", (request) => {
      const ours = request.url().startsWith(`${live.origin}/`) || request.url().startsWith("data:");
      if (!ours) faults.push(`request to ${request.url()}`);
    });
    await page.goto(`${live.origin}/${address}`);
    return page;
  };
  try {
    const first = await context.newPage();
    await first.goto(live.first);
    assert.equal(new URL(first.url()).search, "", "the token leaves the address");
    await first.close();
    await check(await open(), open);
    assert.deepEqual(faults, []);
  } finally {
    await context.close();
  }
}

// The cell that has these flags in the book.
async function cell(page, flags) {
  const found = page.locator(`.cell[data-flags="${flags}"]`).first();
  await found.waitFor();
  return found;
}

const button = (cell, name) => cell.getByRole("button", { name, exact: true });
const status = (cell) => cell.locator("> p [role=status]");
const done = (cell, text) => status(cell).filter({ hasText: text }).waitFor();

const program = (name, ...flags) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "descent-test-"));
  const text = execFileSync(path.join(target, "debug", name), flags,
    { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  fs.rmSync(folder, { recursive: true });
  return text;
};

describe("the live book in a browser", () => {
  after(async () => {
    await browser.close();
    live.child.removeAllListeners("exit");
    live.child.kill();
  });

  it("a cell of lesson 3 at 0.5 shows what the program computes", () =>
    visit("lesson3.html", async (page) => {
      const at = await cell(page, "--lr 0.5");
      await button(at, "Run").click();
      await done(at, "Done, after");
      const shown = await at.locator(".console").textContent();
      // The same letters as in a terminal, but for what goes to standard error.
      assert.equal(await at.locator(".console span:not(.error)").allTextContents().then((all) => all.join("")),
        program("lesson3", "--lr", "0.5"));
      const { results } = JSON.parse(program("lesson3", "--lr", "0.5", "--json"));
      const same = (text, value, what) => {
        const digits = text.split(".")[1].length;
        // Half of the last digit that is shown.
        assert.ok(Math.abs(Number(text) - value) <= 0.50001 * 10 ** -digits, `${what}: ${text}, not ${value}`);
      };
      const losses = [...shown.matchAll(/^after +(\d+) updates: RMSE +([\d.]+)$/gm)];
      assert.deepEqual(losses.map(([, update]) => Number(update)), results.line.trace.map(([update]) => update));
      losses.forEach(([line, , rmse], i) => same(rmse, results.line.trace[i][1], line));
      const row = (name) => shown.match(new RegExp(`^ +${name} +(-?[\\d.]+) +(-?[\\d.]+) +(-?[\\d.]+)$`, "m")).slice(1);
      ["a", "b"].forEach((name, i) => {
        const best = results.line.least_squares[i];
        [results.line[name], best, results.line[name] - best]
          .forEach((value, column) => same(row(name)[column], value, `${name} ${column}`));
      });
      // Its figures are there, drawn.
      const pictures = at.locator(".pictures img");
      assert.ok(await pictures.count() > 3);
      await pictures.first().scrollIntoViewIfNeeded();
      await page.waitForFunction((img) => img.complete && img.naturalWidth > 100, await pictures.first().elementHandle());
      // So is its player, and it ends where the run did.
      const player = at.locator("figure.player");
      await player.locator("input[aria-label=Frame]").press("End");
      const numbers = await player.locator("dd").allTextContents();
      assert.equal(Number(numbers[1]).toFixed(4), results.line.a.toFixed(4));
      await page.screenshot({ path: path.join(shots, "live-lesson3.png") });
    }));

  it("wrong flags are told by the program itself", () => visit("lesson3.html", async (page) => {
    const at = await cell(page, "--lr 0.5");
    await at.locator("input[name=flags]").fill("--lr nonsense");
    await button(at, "Run").click();
    await done(at, "refused its command line");
    assert.match(await at.locator(".console").textContent(), /`nonsense` is not a number/);
    // What a page may not give is refused before.
    for (const flags of ["--out /tmp/x", "--data /etc/passwd", "--trace '"]) {
      await at.locator("input[name=flags]").fill(flags);
      await button(at, "Run").click();
      await done(at, /leave out --out|only the files|quotation mark/);
    }
    // And what is right runs again.
    await at.locator("input[name=flags]").fill("--lr 0.1 --no-figures");
    await button(at, "Run").click();
    await done(at, "Done");
  }, { allowed: /422/ }));

  it("a run goes on while its page is loaded again, and stops", () =>
    visit("lesson3.html", async (page, open) => {
      const long = "--lr 0.0001 --steps 1000000 --no-figures";
      const first = await cell(page, "--lr 0.5");
      await first.locator("input[name=flags]").fill(long);
      await button(first, "Run").click();
      await done(first, "Running");
      await page.reload();
      const again = await cell(page, "--lr 0.5");
      assert.equal(await again.locator("input[name=flags]").inputValue(), long);
      await done(again, "Running");
      // Another tab sees it too.
      const tab = await open();
      const there = await cell(tab, "--lr 0.5");
      await done(there, "Running");
      await button(there, "Stop").click();
      await done(there, "Stopped");
      await done(again, "Stopped");
      assert.ok(await button(again, "Run").isVisible());
      await button(again, "As in the book").click();
      assert.equal(await again.locator("input[name=flags]").inputValue(), "--lr 0.5");
    }));

  it("the backend that is chosen for all cells can be chosen again", () =>
    visit("lesson3.html", async (page) => {
      const at = await cell(page, "--lr 0.5");
      const flags = at.locator("input[name=flags]");
      const asked = [];
      page.on("request", (request) => request.url().endsWith("/live/runs") && asked.push(request.postDataJSON().flags));
      const choice = page.locator(".live-bar select");
      for (const backend of ["ndarray", "flex"]) {
        await flags.fill("--lr nonsense");
        await choice.selectOption(backend);
        await button(at, "Run").click();
        await done(at, "refused its command line");
        assert.equal(await flags.inputValue(), "--lr nonsense");
        await page.reload();
        await done(at, "refused its command line");
        assert.equal(await flags.inputValue(), "--lr nonsense");
      }
      assert.deepEqual(asked, ["--lr nonsense --backend ndarray", "--lr nonsense"]);
    }));

  it("two run, a third waits", () => visit("lesson3.html", async (page) => {
    const long = "--lr 0.0001 --steps 1000000 --no-figures";
    const cells = ["--lr 0.5", "--lr 0.78", "--lr 0.79"];
    const three = [];
    for (const flags of cells) three.push(await cell(page, flags));
    for (const at of three) {
      await at.locator("input[name=flags]").fill(long);
      await button(at, "Run").click();
      await done(at, /Running|Waiting/);
    }
    await done(three[2], "Waiting");
    await button(three[0], "Stop").click();
    await done(three[2], "Running");
    for (const at of three.slice(1)) {
      await button(at, "Stop").click();
      await done(at, "Stopped");
    }
  }));

  it("two cells are compared, number by number", () => visit("lesson3.html", async (page) => {
    const two = [await cell(page, "--lr 0.5"), await cell(page, "--lr 0.1")];
    for (const at of two) {
      const reset = button(at, "As in the book");
      if (await reset.isVisible()) await reset.click();
      await button(at, "Run").click();
      await done(at, "Done, after");
    }
    const choice = two[0].getByLabel("Compare with");
    const other = await choice.locator("option", { hasText: "--lr 0.1" }).first().getAttribute("value");
    await choice.selectOption(other);
    const { results } = JSON.parse(program("lesson3", "--lr", "0.1", "--json"));
    const row = two[0].locator(".compared tr", { hasText: "after 1 updates" }).last();
    const [mine, theirs, by] = (await row.locator("td").allTextContents()).slice(1).map(Number);
    assert.ok(Math.abs(theirs - results.line.trace[1][1]) <= 0.50001e-4);
    assert.ok(Math.abs(mine - theirs - by) < 1e-9);
    await two[0].locator(".compared").scrollIntoViewIfNeeded();
    await page.screenshot({ path: path.join(shots, "live-compared.png") });
  }));

  it("keys alone edit, run and stop", () => visit("lesson1.html", async (page) => {
    const at = page.locator(".cell").first();
    await at.waitFor();
    const flags = at.locator("input[name=flags]");
    await flags.focus();
    await page.keyboard.type("--seed 7 --no-figures");
    await page.keyboard.press("Enter");
    await done(at, "Done");
    assert.equal(new URL(page.url()).pathname, "/lesson1.html");
    // From the flags on Tab leads to the buttons, and to the known flags.
    for (const name of ["Run", "As in the book", "Flags of lesson1"]) {
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate(() => document.activeElement.textContent), name);
    }
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    const name = await page.evaluate(() => document.activeElement.textContent);
    assert.match(name, /^--/);
    await page.keyboard.press("Enter");
    assert.match(await flags.inputValue(), new RegExp(name.split(" ")[0]));
  }));

  it("from click to first output takes little time", () => visit("lesson1.html", async (page) => {
    const at = page.locator(".cell").first();
    const times = [];
    for (let i = 0; i < 3; i++) {
      times.push(await at.evaluate((node) => new Promise((resolve) => {
        const begin = performance.now();
        const samp = node.querySelector("samp");
        samp.replaceChildren();
        new MutationObserver(() => samp.textContent && resolve(performance.now() - begin))
          .observe(samp, { childList: true });
        node.querySelector("form").requestSubmit();
      })));
      await done(at, "Done");
    }
    console.log(`from click to first output: ${times.map((ms) => `${Math.round(ms)} ms`).join(", ")}`);
    assert.ok(Math.min(...times) < 2000, "far more than 0.3 s, even on a busy machine");
  }));

  it("a server that is started anew says so", async () => {
    const mine = await serve();
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(mine.first);
    await page.goto(`${mine.origin}/lesson1.html`);
    const at = page.locator(".cell").first();
    await at.waitFor();
    mine.child.removeAllListeners("exit");
    const gone = new Promise((resolve) => mine.child.once("exit", resolve));
    mine.child.kill();
    await gone;
    await button(at, "Run").click();
    await done(at, "does not answer");
    await context.close();
  });

  it("a run that ended with its server leaves a cell that runs again", async () => {
    let mine = await serve();
    const context = await browser.newContext();
    context.setDefaultTimeout(12e4);
    const page = await context.newPage();
    await page.goto(mine.first);
    await page.goto(`${mine.origin}/lesson3.html`);
    const at = await cell(page, "--lr 0.5");
    const flags = at.locator("input[name=flags]");
    // Its number is higher than those of the next server.
    for (let i = 0; i < 2; i++) {
      await flags.fill("--lr nonsense");
      await button(at, "Run").click();
      await done(at, "refused its command line");
    }
    await flags.fill("--lr 0.0001 --steps 1000000 --no-figures");
    await button(at, "Run").click();
    await done(at, "Running");
    mine.child.removeAllListeners("exit");
    const gone = new Promise((resolve) => mine.child.once("exit", resolve));
    mine.child.kill();
    await gone;
    await done(at, "No answer from the live book");
    const port = new URL(mine.origin).port;
    mine = await serve(port);
    const other = await context.newPage();
    await other.goto(mine.first);
    await other.close();
    await done(at, "started anew");
    await flags.fill("--lr 0.5 --no-figures");
    await button(at, "Run").click();
    await done(at, "Done, after");
    mine.child.removeAllListeners("exit");
    mine.child.kill();
    await context.close();
  });

  for (const width of [1200, 390]) {
    it(`accessible, and no wider than the page: ${width}`, () => visit("lesson3.html", async (page) => {
      const at = await cell(page, "--lr 0.5");
      await at.locator("input[name=flags]").fill("--lr 0.5");
      await button(at, "Run").click();
      await done(at, "Done");
      await at.locator("> details").first().evaluate((node) => (node.open = true));
      await at.scrollIntoViewIfNeeded();
      await page.screenshot({ path: path.join(shots, `live-cell-${width}.png`) });
      const wide = await page.evaluate(() => {
        const room = document.querySelector("#mdbook-content").getBoundingClientRect();
        const scrolls = (node) => node && (node.matches(".console, dl") || scrolls(node.parentElement));
        return [...document.querySelectorAll(".cell, .cell *, .live-bar *")]
          .filter((node) => !(node instanceof SVGElement) || node.localName === "svg")
          .filter((node) => !scrolls(node))
          .filter((node) => node.getBoundingClientRect().right > room.right + 1)
          .map((node) => node.outerHTML.slice(0, 120));
      });
      assert.deepEqual(wide, []);
      // axe is added past the policy of the page, as a reader's tool would be.
      await page.evaluate(fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
      const found = await page.evaluate(async () => {
        const { violations } = await window.axe.run(".cell, .live-bar", { preload: false });
        return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`));
      });
      assert.deepEqual(found, []);
    }, { width }));
  }

  it("players and explorers of the book work under the policy", () =>
    visit("lesson3.html", async (page) => {
      assert.ok(await page.locator("figure.player button").count() > 0);
      assert.ok(await page.locator("figure.explorer input").count() > 0);
    }));
});
