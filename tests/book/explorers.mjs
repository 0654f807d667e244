// Drives explorers as a reader does, and compares what they show with what the
// page's own script computes; that is compared with Rust in node.

import assert from "node:assert/strict";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const Bumps = require("../../docs/theme/bumps.js");
const Chain = require("../../docs/theme/chain.js");
const Descent = require("../../docs/theme/descent.js");

// The drives by the names of the explorers, made of what browser.mjs has.
export function drives({ visit, recorded, shows, drag, values, status, field, press, leadsTo, number }) {
  const command = (figure) => figure.locator(".command code").textContent();

  // Where the middle of the handle is, in parts of the sheet's width and height.
  async function handleOf(sheet) {
    const handle = await sheet.locator(".handle").boundingBox();
    const box = await sheet.boundingBox();
    return [
      (handle.x + handle.width / 2 - box.x) / box.width,
      (handle.y + handle.height / 2 - box.y) / box.height,
    ];
  }

  // The introduction: a ball that is dragged, let go, and runs.
  async function hero(page, figure, file) {
    const { descent } = await recorded(figure);
    const at = async () => (await values(figure)).map(number);
    shows(await values(figure), [0, ...descent.start, Descent.mse(descent, descent.start)], "the start");

    // By mouse: it runs to the end by itself.
    const sheet = figure.locator(".stage svg").first();
    const [x, y] = await handleOf(sheet);
    await drag(page, sheet, [x, y], [x + 0.1, y - 0.05]);
    await figure.getByRole("button", { name: "Pause" }).waitFor();
    await figure.getByRole("button", { name: "Run" }).waitFor();
    const [, flags] = (await command(figure)).match(/--start (\S+) --lr 0\.3 --steps 200$/);
    const start = flags.split(",").map(Number);
    assert.ok(start[0] > descent.start[0] && start[1] > descent.start[1], flags);
    const end = Descent.run(descent, start, 0.3, 200).at(-1);
    shows(await values(figure), [200, ...end.params, end.mse], "the end");

    // The next update, in numbers.
    const slopes = Descent.gradient(descent, end.params);
    const sums = await figure.locator(".sums code").allTextContents();
    sums.forEach((text, i) => {
      const [name, before, lr, slope, after] = text.match(/^(.) ← (\S+) − (\S+) · \((\S+)\) = (\S+)$/).slice(1);
      assert.equal(name, Descent.NAMES[i]);
      assert.equal(lr, "0.3");
      shows([before, slope, after], [end.params[i], slopes[i], end.params[i] - 0.3 * slopes[i]], text);
    });

    // By keys: right and up, far with shift; Enter lets it go.
    await press(figure, "Reset");
    const { pathname } = new URL(page.url());
    await sheet.locator(".handle").focus();
    for (const key of ["ArrowRight", "Shift+ArrowUp", "ArrowUp", "ArrowLeft", "ArrowLeft"]) {
      await page.keyboard.press(key);
    }
    assert.deepEqual((await at()).slice(0, 3), [0, -1.1, 2.1]);
    await page.keyboard.press("Enter");
    await figure.getByRole("button", { name: "Pause" }).waitFor();
    await leadsTo(page, "#explorer-hero?start=-1.1,2.1&lr=0.3&steps=200");
    assert.equal(new URL(page.url()).pathname, pathname);

    // Too long a step: a link shows the whole run.
    await visit(`${file}#explorer-hero?start=-1,1&lr=0.8`, async (other) => {
      const again = other.locator("#explorer-hero");
      const steps = Descent.run(descent, [-1, 1], 0.8, 200);
      shows(await values(again), [200, ...steps.at(-1).params, steps.at(-1).mse], "link");
      assert.match(await status(again), /^The loss went up, to \S+ at update 1: the steps are too long\./);
    });
  }

  // Lesson 4: back through the graph of one point.
  async function graph(page, figure, file) {
    const known = async (inputs, keys, moment, at = figure) => {
      const all = Chain.forward(inputs);
      const { gradients } = Chain.backward(all)[moment];
      const texts = await values(at);
      shows(texts, [all.loss], "the loss");
      ["a", "x", "b", "y"].forEach((key, i) => {
        if (keys.includes(key)) shows([texts[i + 1]], [gradients[key]], `moment ${moment}, ${key}`);
        else assert.equal(texts[i + 1], "–", `moment ${moment}, ${key}`);
      });
    };
    const first = { a: -1, x: 0.3046, b: 1, y: 8.9138 };
    await known(first, [], 0);
    // Which of them have a gradient after each step.
    const back = ["", "", "", "", "y", "y", "by", "aby", "axby"];
    assert.equal(Chain.backward(Chain.forward(first)).length, back.length);
    for (let moment = 1; moment < back.length; moment++) {
      await press(figure, "One step back");
      await known(first, [...back[moment]], moment);
    }
    assert.match(await status(figure), /Every number has its gradient\.$/);
    assert.ok(await figure.getByRole("button", { name: "One step back" }).isDisabled());

    // By keys; what is shown stays as far back as it was.
    await figure.getByRole("slider", { name: "a, slider" }).focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowRight");
    await known({ ...first, a: -0.5 }, [..."axby"], 8);
    for (const [key, value] of [["a", "3"], ["x", "2"], ["b", "-1"], ["y", "1"]]) {
      await field(figure, key).fill(value);
      await field(figure, key).blur();
    }
    await known({ a: 3, x: 2, b: -1, y: 1 }, [..."axby"], 8);
    assert.equal(await command(figure), "cargo run --bin lesson4 -- --guess 3,-1 --point 2,1 --precision f64");
    await leadsTo(page, "#explorer-lesson4?guess=3,-1&point=2,1");
    await visit(`${file}#explorer-lesson4?guess=3,-1&point=2,1`, async (other) => {
      const again = other.locator("#explorer-lesson4");
      await known({ a: 3, x: 2, b: -1, y: 1 }, [], 0, again);
      await press(again, "Run");
      await again.getByRole("button", { name: "Run" }).waitFor();
      await known({ a: 3, x: 2, b: -1, y: 1 }, [..."axby"], 8, again);
    }, { reducedMotion: "reduce" });
    await press(figure, "Reset");
    await known(first, [], 0);
  }

  // Lesson 6: the learning rate, and the factor of each axis.
  async function rates(page, figure, file) {
    const { descent } = await recorded(figure);
    const axes = Descent.axes(descent);
    const consistent = async (start, lr, updates) => {
      const end = Descent.run(descent, start, lr, updates).at(-1);
      const factors = axes.map(({ curvature }) => Math.abs(1 - lr * curvature));
      shows(await values(figure), [end.update, ...end.params, end.mse, ...factors], `rate ${lr}`);
    };
    await consistent(descent.start, 0.5, 60);
    assert.equal(await command(figure), "cargo run --bin lesson6 -- --start -2,4 --lr 0.5 --steps 60");

    await figure.getByRole("slider", { name: "learning rate, slider" }).focus();
    for (let i = 0; i < 10; i++) await page.keyboard.press("ArrowRight");
    await consistent(descent.start, 0.6, 60);
    assert.match(await status(figure), /^An update leaves 94 % .* 53\.2 % along the steep one, on the other side\. Only/);
    await press(figure, "Best rate");
    await consistent(descent.start, 0.7538, 60);
    await press(figure, "At the limit");
    await consistent(descent.start, 0.7832, 60);
    await field(figure, "learning rate").fill("0.8");
    await field(figure, "learning rate").blur();
    await consistent(descent.start, 0.8, 60);
    assert.match(await status(figure), /More than all: it diverges\. Stay below 2\/λ = 0\.783\.$/);

    // By mouse: the rate on its own sheet, the start on the bowl.
    const sheet = figure.locator(".stage svg").nth(1);
    const [x, y] = await handleOf(sheet);
    await drag(page, sheet, [x, y], [x - 0.2, y]);
    const lr = Number(await field(figure, "learning rate").inputValue());
    assert.ok(lr > 0.2 && lr < 0.6, `dragged to ${lr}`);
    await consistent(descent.start, lr, 60);
    const bowl = figure.locator(".stage svg").first();
    const [left, top] = await handleOf(bowl);
    await drag(page, bowl, [left, top], [left + 0.1, top - 0.1]);
    const start = [
      Number(await field(figure, "start a").inputValue()), Number(await field(figure, "start b").inputValue()),
    ];
    assert.ok(start[0] > descent.start[0] && start[1] > descent.start[1], `dragged to ${start}`);
    await consistent(start, lr, 60);

    await press(figure, "Reset");
    await consistent(descent.start, 0.5, 60);
    await press(figure, "To the start");
    await press(figure, "One update");
    const [, first] = Descent.run(descent, descent.start, 0.5, 1);
    shows(await values(figure), [1, ...first.params, first.mse], "one update");
    await field(figure, "updates").fill("200");
    await field(figure, "updates").blur();
    await leadsTo(page, "#explorer-lesson6?start=-2,4&lr=0.5&steps=200");
    await visit(`${file}#explorer-lesson6?start=-1,7&lr=5&steps=160`, async (other) => {
      const again = other.locator("#explorer-lesson6");
      const { update } = Descent.run(descent, [-1, 7], 5, 160).at(-1);
      assert.ok((await status(again)).includes(`it diverges. At update ${update} the loss is ∞.`));
    });
  }

  // Lesson 7: the plane of learning rate and memory.
  async function memory(page, figure, file) {
    const { descent } = await recorded(figure);
    const curvatures = Descent.axes(descent).map(({ curvature }) => curvature);
    const consistent = async (start, lr, mu) => {
      const end = Descent.runWithMemory(descent, start, lr, mu, 40).at(-1);
      const left = Math.max(...curvatures.map((c) => Descent.leaves(mu, lr * c)));
      shows(await values(figure), [end.update, ...end.params, end.mse, left], `rate ${lr}, memory ${mu}`);
    };
    const now = async () =>
      [Number(await field(figure, "learning rate").inputValue()), Number(await field(figure, "memory μ").inputValue())];
    await consistent(descent.start, 0.5, 0.6);
    assert.equal(await command(figure), "cargo run --bin lesson7 -- --start -2,4 --lr 0.5 --momentum 0.6");
    await press(figure, "No memory");
    await consistent(descent.start, 0.7538, 0);
    assert.match(await status(figure), /^The shallow axis shrinks without a swing\. The steep axis jumps /);
    await press(figure, "Much memory");
    await consistent(descent.start, 0.7538, 0.875);
    assert.match(await status(figure), /^The shallow axis swings, and leaves √μ\. The steep axis swings, and leaves √μ\./);
    await press(figure, "The best");
    await consistent(descent.start, ...await now());

    // By keys, and by mouse on the plane.
    await figure.getByRole("slider", { name: "memory μ, slider" }).focus();
    for (let i = 0; i < 10; i++) await page.keyboard.press("ArrowRight");
    const [lr, mu] = await now();
    assert.equal(mu, 0.55);
    await consistent(descent.start, lr, mu);
    const plane = figure.locator(".stage svg").first();
    const [x, y] = await handleOf(plane);
    await drag(page, plane, [x, y], [x - 0.2, y - 0.1]);
    const [slower, more] = await now();
    assert.ok(slower < lr / 2 && more > mu + 0.05, `dragged to ${slower}, ${more}`);
    await consistent(descent.start, slower, more);

    // The start, by keys on the bowl.
    await figure.getByRole("application", { name: "The start. Arrow keys move it." }).focus();
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("ArrowDown");
    await consistent([-1, 3.9], slower, more);
    await press(figure, "Reset");
    await consistent(descent.start, 0.5, 0.6);
    await field(figure, "learning rate").fill("2");
    await field(figure, "learning rate").blur();
    assert.match(await status(figure), /The steep axis diverges\. More memory bears a larger rate/);
    await leadsTo(page, "#explorer-lesson7?start=-2,4&lr=2&momentum=0.6");
    await visit(`${file}#explorer-lesson7?lr=0.05&momentum=0.875`, async (other) => {
      const end = Descent.runWithMemory(descent, descent.start, 0.05, 0.875, 40).at(-1);
      shows(await values(other.locator("#explorer-lesson7")), [40, ...end.params, end.mse], "link");
    });
  }

  // Lesson 8: bumps by hand, and a descent from there.
  async function handmade(page, figure, file) {
    const seen = (name) => {
      const x = Bumps.interval(100);
      return { x, y: x.map(Bumps.CURVES[name]) };
    };
    const consistent = async (curve, heights, ramp, update = 0, at = figure) => {
      const start = Bumps.network(heights, ramp);
      const network = update ? Bumps.descend(start, seen(curve), 0.01, 500)[update] : start;
      const what = `${curve}, ${heights}, ${ramp}, update ${update}`;
      shows(await values(at), [update, Bumps.rmse(network, seen(curve)), 4 * heights.length], what);
    };
    await consistent("sine", [0, 0.6, 0, 0, 0, 0], 0.5);

    // Tops by keys, and by mouse.
    const top = (i) => figure.getByRole("slider", { name: `height of bump ${i}`, exact: true });
    const { pathname } = new URL(page.url());
    await top(3).focus();
    for (const key of ["ArrowDown", "Shift+ArrowDown", "ArrowLeft", "ArrowUp"]) await page.keyboard.press(key);
    await consistent("sine", [0, 0.6, -0.6, 0, 0, 0], 0.5);
    assert.equal(await top(3).getAttribute("aria-valuenow"), "-0.6");
    await top(4).scrollIntoViewIfNeeded();
    const box = await top(4).boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2 - 50, { steps: 4 });
    await page.mouse.up();
    const raised = Number(await top(4).getAttribute("aria-valuenow"));
    assert.ok(raised > 0.4 && raised < 1.4, `raised to ${raised}`);
    await consistent("sine", [0, 0.6, -0.6, raised, 0, 0], 0.5);

    await press(figure, "All on the curve");
    const heights = [0, 0.59, -0.95, 0.95, -0.59, 0];
    await consistent("sine", heights, 0.5);
    await press(figure, "One update");
    await consistent("sine", heights, 0.5, 1);
    await press(figure, "Run");
    await figure.getByRole("button", { name: "Pause" }).waitFor();
    await figure.getByRole("button", { name: "Run" }).waitFor();
    await consistent("sine", heights, 0.5, 500);
    assert.match(await status(figure), /^After 500 updates of Adam the RMSE is 0\.0\d+\. By hand it was 0\.3738\.$/);
    assert.ok(!await top(1).isVisible(), "what a descent has moved has no tops");
    await press(figure, "Back to the hand");
    await consistent("sine", heights, 0.5);
    await field(figure, "ramp width").fill("1");
    await field(figure, "ramp width").blur();
    await leadsTo(page, `#explorer-lesson8?curve=sine&heights=${heights}&ramp=1`);
    assert.equal(new URL(page.url()).pathname, pathname);
    await figure.getByRole("combobox", { name: "Curve" }).selectOption("absolute");
    await field(figure, "bumps").fill("3");
    await field(figure, "bumps").blur();
    await press(figure, "All on the curve");
    // |x| is two straight pieces: three tops with wide ramps are exact.
    await consistent("absolute", [1, 0, 1], 1);
    shows((await values(figure)).slice(1), [0], "|x|");
    await press(figure, "Reset");
    await consistent("sine", [0, 0.6, 0, 0, 0, 0], 0.5);
    await visit(`${file}#explorer-lesson8?curve=spiral&heights=9&ramp=0.25`, async (other) => {
      const again = other.locator("#explorer-lesson8");
      assert.match(await status(again), /^The address asks for curve=spiral and heights=9, which the lesson refuses\. By hand/);
      await consistent("sine", [0, 0.6, 0, 0, 0, 0], 0.25, 0, again);
    });
  }

  return { hero, lesson4: graph, lesson6: rates, lesson7: memory, lesson8: handmade };
}
