"use strict";

// Predictions: the reader says what a run will do, sees the run laid over that,
// and says why. Kept in this browser alone: nothing is sent.
//
//   <form class="predict" id="predict-lesson6-1" data-kind="choose" data-answer="1" data-options="…">
//   <form class="predict" id="…" data-kind="mark" data-run="…" data-update="600">
//   <form class="predict" id="…" data-kind="sketch" data-run="…">
//     <fieldset class="guess">…</fieldset>
//     <fieldset class="why" data-because="0">…</fieldset>
//     <details class="answer">…</details>
//   </form>
//
// The run is that of the next player or explorer of the page.

const Prediction = (() => {
  // How many parts a sketched curve has.
  const PARTS = 8;

  const steps = ({ runs }, name) => runs.find((run) => run.name === name).steps;

  // Where a run is at an update.
  const place = (recording, { run, update }) =>
    steps(recording, run).find((step) => step.update === Number(update)).params;

  // A run up to an update, as parameters.
  const path = (recording, { run, update }) =>
    steps(recording, run).filter((step) => step.update <= Number(update)).map(({ params }) => params);

  // The loss of a run at evenly spaced updates: [update, loss].
  function knots(recording, { run }) {
    const all = steps(recording, run);
    return Array.from({ length: PARTS + 1 }, (_, i) => {
      const { update, loss } = all[Math.round((i / PARTS) * (all.length - 1))];
      return [update, loss];
    });
  }

  // The loss of an option by update, [update, loss]: as recorded or, from another
  // start or with another rate, computed.
  function losses(recording, { run, start, lr }) {
    const { descent, runs } = recording;
    const { name, batches } = run ? runs.find((one) => one.name === run) : runs[0];
    const known = steps(recording, name);
    if (!start && !lr) return known.map(({ update, loss }) => [update, loss]);
    const printed = Descent.printedLoss(recording);
    return Descent.run(descent, start ?? descent.start, lr ?? descent.lr, known.at(-1).update, batches ?? [])
      .map(({ update, mse }) => [update, printed.of(mse)]);
  }

  // The knot where a guess is farthest from the run.
  function farthest(guess, truth) {
    const off = guess.map((loss, i) => Math.abs(loss - truth[i][1]));
    return off.indexOf(Math.max(...off));
  }

  const distance = (u, v) => Math.hypot(u[0] - v[0], u[1] - v[1]);

  // A stroke of a sketch from one [update, loss] to another: the number of each
  // knot between them, and the loss there.
  function between(truth, [u0, loss0], [u1, loss1]) {
    return truth.flatMap(([update], i) => {
      const part = (update - u0) / (u1 - u0);
      return part > 0 && part < 1 ? [[i, loss0 + part * (loss1 - loss0)]] : [];
    });
  }

  // Whether a guess is so many numbers.
  const numbers = (guess, count) =>
    Array.isArray(guess) && guess.length === count && guess.every(Number.isFinite);

  return { steps, place, path, knots, losses, farthest, distance, between, numbers };
})();

if (typeof module !== "undefined") module.exports = Prediction;
else (() => {
  const { html, fixed } = Picture;

  // What was kept; without a place to keep it, nothing is.
  const memory = {
    get(key) {
      try {
        return JSON.parse(localStorage.getItem(key)) ?? {};
      } catch {
        return {};
      }
    },
    set(key, state) {
      try {
        localStorage.setItem(key, JSON.stringify(state));
      } catch { /* it holds until the page is closed */ }
    },
  };

  // A picture to point at or to steer with the arrow keys. `draw` makes a sheet
  // of a width; `point` gets the values below the pointer and those before, where
  // a stroke comes from; `key` gets those by which a key moves, as parts of the
  // axes.
  function board(label, { draw, show, point, key }) {
    const node = html("div", { class: "stage board", tabindex: 0, role: "application", "aria-label": label });
    let sheet = null;
    let drawing = false;
    let before = null;
    const redraw = () => sheet && show(sheet);
    const inside = (event) => !node.closest("fieldset").disabled && event.button === 0;
    function at(event) {
      const now = sheet.values(event);
      point(now, before ?? now);
      before = now;
    }
    node.addEventListener("pointerdown", (event) => {
      drawing = inside(event);
      if (!drawing) return;
      before = null;
      node.setPointerCapture(event.pointerId);
      at(event);
    });
    node.addEventListener("pointermove", (event) => drawing && at(event));
    for (const end of ["pointerup", "pointercancel"]) node.addEventListener(end, () => (drawing = false));
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
    node.addEventListener("keydown", (event) => {
      if (!moves[event.key] || node.closest("fieldset").disabled) return;
      event.preventDefault();
      key(moves[event.key], sheet);
    });
    return {
      node,
      redraw,
      begin: () => Widget.sized(node, (width) => {
        sheet = draw(width, Math.round(Math.max(230, Math.min(0.6 * width, 320))));
        node.replaceChildren(sheet.root);
        redraw();
      }),
    };
  }

  // Options that are places: each on the bowl, beside the start.
  function places({ descent }, options) {
    const ranges = Picture.bowlRanges(descent, descent.start);
    return {
      marks: [
        [Picture.samples.spot(Picture.START), "start"],
        [Picture.samples.spot(Picture.MINIMUM), "minimum"],
      ],
      says: ({ place }) => `MSE ${fixed(Descent.mse(descent, place), 2)}`,
      draw(width, height) {
        const label = "The MSE over a and b, from above, with the start and each answer";
        const sheet = Picture.bowl(descent, { label, width, height, ranges });
        sheet.above(...Picture.spot(sheet, descent.start, Picture.START),
          ...Picture.spot(sheet, sheet.minimum, Picture.MINIMUM));
        return sheet;
      },
      show: (sheet, chosen) => sheet.show(options.flatMap(({ place }, i) => {
        const [from, to] = [descent.start, place].map((params) => sheet.at(...params));
        const style = { stroke: Picture.SERIES[i], "stroke-width": i === chosen ? 4 : 2 };
        return [Picture.line([from, to], style), ...Picture.outlined(i, to, i === chosen ? 7 : 4.5, Picture.SERIES[i])];
      })),
    };
  }

  // Options that are runs: the loss of each by update.
  function runs(recording, options) {
    const { name } = Descent.printedLoss(recording);
    const all = options.map((option) => Prediction.losses(recording, option));
    const seen = all.map((points) => points.filter(([, loss]) => loss > 1e-12 && Number.isFinite(loss)));
    const losses = seen.flat().map(([, loss]) => loss);
    const last = Math.max(...all.map((points) => points.at(-1)[0]));
    return {
      marks: [],
      says(_, i) {
        const [update, loss] = all[i].at(-1);
        return `${name} ${loss < 1e-4 ? "below 0.0001" : fixed(loss)} after ${update} updates`;
      },
      draw: (width, height) => Picture.plot({
        label: `The ${name} by update, of each answer`, width, height,
        x: { name: "update", range: [0, 1.04 * last] },
        y: { name, range: [Math.min(...losses) / 1.5, Math.max(...losses) * 1.5], log: true },
      }),
      show: (sheet, chosen) => sheet.show(seen.flatMap((points, i) => {
        const line = points.map((point) => sheet.at(...point));
        const style = { stroke: Picture.SERIES[i], "stroke-width": i === chosen ? 4 : 2 };
        return [
          Picture.line(Picture.spaced(line, 0.5), style),
          ...Picture.outlined(i, line.at(-1), i === chosen ? 7 : 4.5, Picture.SERIES[i]),
        ];
      })),
    };
  }

  // What came of every option, with the chosen one marked: shown once the reader
  // has committed.
  function outcome(recording, options, texts) {
    const { marks, says, draw, show } = (options[0].place ? places : runs)(recording, options);
    const [legend, stage] = [html("div"), html("div", { class: "stage" })];
    let [sheet, chosen] = [null, undefined];
    const redraw = () => sheet && show(sheet, chosen);
    return {
      node: html("div", { class: "outcome" }, legend, stage),
      begin: () => Widget.sized(stage, (width) => {
        sheet = draw(width, Math.round(Math.max(230, Math.min(0.6 * width, 320))));
        stage.replaceChildren(sheet.root);
        redraw();
      }),
      choose(guess) {
        chosen = guess;
        const names = options.map((option, i) => [Picture.samples.run(i),
          `${texts[i]}: ${says(option, i)}${i === guess ? " (your answer)" : ""}`]);
        legend.replaceChildren(Picture.legend([...marks, ...names]));
        redraw();
      },
    };
  }

  const kinds = {
    // One of a few.
    choose(form, recording) {
      const chosen = () => form.querySelector(".guess input:checked");
      const text = (value) => form.querySelector(`.guess label:has([value="${value}"]) span`).textContent;
      const options = JSON.parse(form.dataset.options);
      const came = outcome(recording, options, options.map((_, i) => text(i)));
      return {
        outcome: came,
        first: "Choose one first.",
        fits: (guess) => Number.isInteger(guess) && form.querySelector(`.guess [value="${guess}"]`),
        guess: () => chosen() && Number(chosen().value),
        tell: (guess) => (String(guess) === form.dataset.answer
          ? "✓ As you said."
          : `✗ You said: ${text(guess)}. It is: ${text(form.dataset.answer)}.`),
        show(guess) {
          form.querySelectorAll(".guess input").forEach((input) => (input.checked = Number(input.value) === guess));
          came.node.hidden = guess === undefined;
          came.choose(guess);
        },
      };
    },

    // A place on the bowl.
    mark(form, recording, say) {
      const { descent } = recording;
      const ranges = Picture.bowlRanges(descent, descent.start);
      const truth = Prediction.place(recording, form.dataset);
      let [mark, over] = [null, false];
      const [first, second] = Descent.NAMES;
      const name = ([a, b]) => `${first} = ${fixed(a, 2)}, ${second} = ${fixed(b, 2)}`;
      function move(values) {
        mark = values.map((v, i) => Math.max(ranges[i][0], Math.min(v, ranges[i][1])));
        say(`Your mark: ${name(mark)}.`);
        picture.redraw();
      }
      const picture = board("The loss over a and b. Point at a place, or move the mark with the arrow keys", {
        draw(width, height) {
          const label = "The MSE over a and b, from above, with the start and the minimum";
          const sheet = Picture.bowl(descent, { label, width, height, ranges });
          sheet.above(...Picture.spot(sheet, descent.start, Picture.START),
            ...Picture.spot(sheet, sheet.minimum, Picture.MINIMUM));
          return sheet;
        },
        show: (sheet) => sheet.show(
          over ? Picture.path(sheet, Prediction.path(recording, form.dataset), Picture.DESCENT) : [],
          mark ? Picture.spot(sheet, mark, 1) : [],
        ),
        point: move,
        key: (by) => move((mark ?? descent.start).map((v, i) => v + (by[i] * (ranges[i][1] - ranges[i][0])) / 50)),
      });
      return {
        picture,
        legend: [
          [Picture.samples.spot(Picture.START), "start"],
          [Picture.samples.spot(Picture.MINIMUM), "minimum"],
          [Picture.samples.spot(1), "your mark"],
          [Picture.samples.run(Picture.DESCENT), "the run"],
        ],
        how: "Point at a place on the map, or move a mark with the arrow keys.",
        first: "Mark a place first.",
        fits: (guess) => Prediction.numbers(guess, 2),
        guess: () => mark,
        tell: (guess) => `The run is at ${name(truth)}. Your mark is ${fixed(Prediction.distance(guess, truth), 2)} away.`,
        show(guess) {
          [mark, over] = [guess ?? null, guess !== undefined];
          picture.redraw();
        },
      };
    },

    // A curve of the loss.
    sketch(form, recording, say) {
      const truth = Prediction.knots(recording, form.dataset);
      const steps = Prediction.steps(recording, form.dataset.run);
      const printed = Descent.printedLoss(recording).name;
      const most = 1.1 * Math.max(...truth.map(([, loss]) => loss));
      let [losses, at, over, touched] = [[], 1, false, false];
      const begin = () => truth.map(() => truth[0][1]);
      // The first is given: there the run begins.
      function move(knot, loss) {
        at = Math.max(1, Math.min(knot, losses.length - 1));
        if (loss !== undefined) {
          losses[at] = Math.max(0, Math.min(loss, most));
          touched = true;
        }
        say(`Update ${truth[at][0]}: you say ${printed} ${fixed(losses[at], 2)}.`);
        picture.redraw();
      }
      const picture = board(`The ${printed} by update. Draw, or choose a dot with the keys left and right and move it with up and down`, {
        draw: (width, height) => Picture.plot({
          label: `The ${printed} by update: your sketch, and the run once you have committed`,
          width, height,
          x: { name: "update", range: [-0.03, 1.03].map((part) => part * truth.at(-1)[0]) },
          y: { name: printed, range: [0, most] },
        }),
        show(sheet) {
          const sketch = losses.map((loss, i) => sheet.at(truth[i][0], loss));
          const run = steps.map(({ update, loss }) => sheet.at(update, loss));
          const [dashed, solid] = [{ "stroke-dasharray": "6 4" }, {}].map((style, i) =>
            ({ stroke: Picture.SERIES[i], "stroke-width": 2.5, ...style }));
          sheet.show(
            over ? Picture.line(run, solid) : [],
            Picture.line(sketch, dashed),
            sketch.flatMap((place, i) => Picture.outlined(0, place, i === at && !over ? 5 : 3.5, Picture.SERIES[0])),
          );
        },
        point([update, loss], before) {
          // A quick stroke skips dots.
          for (const [knot, between] of Prediction.between(truth, before, [update, loss])) move(knot, between);
          const near = truth.map(([known]) => Math.abs(known - update));
          move(near.indexOf(Math.min(...near)), loss);
        },
        key([aside, up]) {
          if (aside) move(at + aside);
          else move(at, losses[at] + (up * most) / 40);
        },
      });
      losses = begin();
      return {
        picture,
        legend: [[Picture.samples.run(0), "your sketch"], [Picture.samples.run(1), "the run"]],
        how: "Draw the curve, or choose a dot with ← and → and move it with ↑ and ↓.",
        first: "Draw the curve first.",
        fits: (guess) => Prediction.numbers(guess, truth.length),
        guess: () => (touched ? losses : null),
        tell(guess) {
          const i = Prediction.farthest(guess, truth);
          const [update, loss] = truth[i];
          return `You were farthest off at update ${update}: you drew ${fixed(guess[i], 2)}, the run has ${fixed(loss, 2)}.`;
        },
        show(guess) {
          [losses, over, touched] = [guess ?? begin(), guess !== undefined, guess !== undefined];
          picture.redraw();
        },
      };
    },
  };

  function predict(form) {
    const follows = (figure) => form.compareDocumentPosition(figure) & Node.DOCUMENT_POSITION_FOLLOWING;
    const figure = [...document.querySelectorAll("figure.player, figure.explorer")].find(follows);
    const [guess, why] = form.querySelectorAll("fieldset");
    const explanations = [...form.querySelectorAll(".answer li")];
    const told = form.querySelector(".answer .told").innerHTML;
    const key = `descent-${form.id}`;

    const status = html("p", { role: "status" });
    const because = html("p", { role: "status" });
    const say = (text) => (status.textContent = text);
    const ask = kinds[form.dataset.kind](form, Widget.recording(figure), say);
    // What was kept for a page that was other begins anew.
    const fits = ({ guess, why }) => (guess === undefined ? why === undefined
      : ask.fits(guess) && (why === undefined || (Number.isInteger(why) && why in explanations)));
    const kept = memory.get(key);
    let state = fits(kept) ? kept : {};
    const commit = html("button", {}, "Commit");
    const skip = html("button", { type: "button" }, "Skip");
    const again = html("button", { type: "button" }, "Again");
    if (ask.picture) guess.append(Picture.legend(ask.legend), ask.picture.node);
    const controls = html("div", { class: "controls" }, commit, skip, again);
    guess.after(...(ask.outcome ? [ask.outcome.node] : []), status, controls);
    why.append(because);
    ask.picture?.begin();
    ask.outcome?.begin();

    // What stands on the page follows from what is kept.
    function show() {
      const committed = state.guess !== undefined;
      form.classList.toggle("skipped", Boolean(state.skipped));
      form.classList.toggle("committed", committed);
      guess.disabled = committed;
      [commit.hidden, skip.hidden] = [committed || Boolean(state.skipped), committed || Boolean(state.skipped)];
      again.hidden = !committed && !state.skipped;
      again.textContent = committed ? "Again" : "Predict after all";
      ask.show(state.guess);
      status.innerHTML = committed ? told : ask.how ?? "";
      if (committed) status.prepend(`${ask.tell(state.guess)} `);
      if (state.skipped) say("Skipped.");
      const right = String(state.why) === why.dataset.because;
      why.querySelectorAll("input").forEach((input) => (input.checked = Number(input.value) === state.why));
      because.innerHTML = state.why === undefined ? "" : explanations[state.why].querySelector("span").innerHTML;
      if (state.why !== undefined) because.prepend(right ? "✓ " : "✗ ");
      form.dataset.verdict = state.why === undefined ? "" : right ? "right" : "wrong";
    }

    function keep(next) {
      state = next;
      memory.set(key, state);
      show();
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (state.guess !== undefined || state.skipped) return;
      const value = ask.guess();
      if (value === null) return say(ask.first);
      keep({ guess: value });
      why.querySelector("input").focus({ preventScroll: true });
    });
    skip.addEventListener("click", () => {
      keep({ skipped: true });
      again.focus({ preventScroll: true });
    });
    again.addEventListener("click", () => {
      keep({});
      (ask.picture?.node ?? guess.querySelector("input")).focus({ preventScroll: true });
    });
    why.addEventListener("change", (event) => keep({ ...state, why: Number(event.target.value) }));
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !skip.hidden) skip.click();
      // mdBook turns pages with the arrow keys; the form needs them.
      event.stopPropagation();
    });
    show();
  }

  document.querySelectorAll("form.predict").forEach(predict);
})();
