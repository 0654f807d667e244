"use strict";

// Explorers: the reader moves what a lesson fixes, and sees what follows.
//
//   <figure class="explorer" data-lesson="2|3|5|10" data-alt="…">
//     <div class="still">…</div>
//     <script type="application/json" class="recording">…</script>
//     <figcaption>…</figcaption>
//   </figure>
//
// The state is in the address, named like the flags of the lesson:
// #explorer-lesson3?start=-1,1&lr=0.75&steps=50

// What all explorers share.
const Explorer = (() => {
  const { html } = Picture;

  // ---- The state ------------------------------------------------------------

  // What the address says about an explorer: the value of each flag, as text.
  function address(lesson) {
    const [name, flags] = location.hash.slice(1).split("?");
    return new URLSearchParams(name === `explorer-lesson${lesson}` ? flags : "");
  }

  // What the flags of an address ask for, `otherwise` where they ask for
  // nothing or for what the lesson would refuse; `refused` collects that.
  function asked(flags) {
    const refused = [];
    const numbers = (name, otherwise, allowed) => {
      const text = flags.get(name);
      if (text === null) return otherwise;
      const values = text.split(",").map((part) => (part.trim() === "" ? NaN : Number(part)));
      if (values.length === otherwise.length && values.every((v) => Number.isFinite(v) && allowed(v))) return values;
      refused.push(`${name}=${text}`);
      return otherwise;
    };
    return {
      number: (name, otherwise, allowed) => numbers(name, [otherwise], allowed)[0],
      start: (otherwise) => numbers("start", otherwise, (v) => Math.abs(v) <= FARTHEST),
      complaint: () => (refused.length ? `The address asks for ${refused.join(" and ")}, which the lesson refuses. ` : ""),
    };
  }

  // The lessons take no start beyond it.
  const FARTHEST = 1e9;

  // Writes the state as the command that does the same, if there is one, and,
  // once the reader has touched the explorer, into the address. Browsers allow few changes of
  // the address a second, so it waits a little. The page counts in float64,
  // which not every lesson does by itself: `more` says so in the command.
  let writing = null;
  function publish(lesson, flags, { command, touched }, more = "") {
    const shown = flags.map(([name, value]) => ` --${name} ${value}`).join("") + more;
    command.textContent = `cargo run --bin lesson${lesson} --${shown}`;
    clearTimeout(writing);
    if (!touched) return;
    writing = setTimeout(() => {
      const parts = flags.map(([name, value]) => `${name}=${value}`);
      history.replaceState(null, "", `#explorer-lesson${lesson}?${parts.join("&")}`);
    }, 300);
  }

  // ---- Controls -------------------------------------------------------------

  // A slider and a field for the same number. `log` makes the slider
  // logarithmic. `moved` is called while it moves, `done` when it rests. What
  // the field cannot take it says, and what runs stays.
  function slider(name, { range: [min, max], step, log, limits = {} }, moved, done) {
    const power = [(v) => Math.log10(Math.max(v, min)), (v) => Number((10 ** v).toPrecision(2))];
    const [to, from] = log ? power : [Number, Number];
    const range = html("input", {
      type: "range", min: to(min), max: to(max), step: log ? 0.05 : step, "aria-label": `${name}, slider`,
    });
    const field = html("input", { type: "number", step: "any", required: "", "aria-label": name, ...limits });
    const complaint = html("output", { class: "complaint" });
    const node = html("div", { class: "slider" }, html("span", {}, name), range, field, complaint);
    let runs = null;
    const set = (value, highest) => {
      runs = value;
      if (highest) range.max = field.max = highest;
      range.value = to(value);
      range.setAttribute("aria-valuetext", String(value));
      if (document.activeElement !== field) field.value = value;
    };
    const complain = (text) => {
      complaint.textContent = text && `${text} ${Picture.short(runs)} runs.`;
      field.setAttribute("aria-invalid", String(Boolean(text)));
    };
    range.addEventListener("input", () => {
      const value = from(range.value);
      field.value = value;
      complain("");
      moved(value);
    });
    field.addEventListener("input", () => {
      const { valueMissing, badInput, rangeUnderflow, rangeOverflow, stepMismatch, valid } = field.validity;
      if (valid) moved(Number(field.value));
      complain(
        valueMissing || badInput ? "Type a number."
          : rangeUnderflow ? `${field.min} is the least.`
            : rangeOverflow ? `${field.max} is the most.`
              : stepMismatch ? "Type a whole number." : "");
    });
    field.addEventListener("blur", () => (field.value = runs));
    for (const input of [range, field]) input.addEventListener("change", done);
    return { node, set };
  }

  // The frame that all explorers share: panels beside or below each other,
  // then the controls, the numbers, a line that says what happened, and the
  // command that does the same.
  function frame(figure, { panels, legend, controls, numbers, commanded = true }) {
    const stages = panels.map(() => html("div", { class: "stage" }));
    const status = html("p", { role: "status" });
    const command = html("code");
    const panel = html("div", { class: "panel" },
      html("div", { class: "controls" }, ...controls), numbers.node, status);
    const shell = html("p", { class: "command" }, "The same in the terminal: ", command);
    figure.setAttribute("aria-label", `Explorer: ${figure.dataset.alt}`);
    Widget.replaceStill(figure, Picture.legend(legend),
      html("div", { class: "panels" }, ...stages, panel), ...(commanded ? [shell] : []));
    const draw = () => stages.forEach((stage, i) => {
      const width = stage.clientWidth;
      stage.replaceChildren(panels[i](width, Math.round(Math.max(230, Math.min(0.75 * width, 300)))));
    });
    const view = { stages, status, command, draw, touched: false };
    for (const event of ["input", "pointerdown", "click"]) {
      figure.addEventListener(event, () => (view.touched = true), { capture: true });
    }
    return view;
  }

  // Makes an explorer of a figure. `make` returns its view, how to begin with
  // the values of an address, and how to draw anew.
  function start(figure, make) {
    const lesson = Number(figure.dataset.lesson);
    const { view, begin, show } = make(figure, lesson, Widget.recording(figure));
    const isNamed = () => location.hash.startsWith(`#explorer-lesson${lesson}?`);
    view.draw();
    begin(address(lesson), isNamed());
    Widget.sized(view.stages[0], () => {
      view.draw();
      show();
    });
    const arrive = () => isNamed() && figure.scrollIntoView();
    arrive();
    addEventListener("hashchange", () => {
      if (!isNamed() && location.hash !== "") return;
      begin(address(lesson), isNamed());
      arrive();
    });
  }

  return { FARTHEST, asked, publish, slider, frame, start };
})();

(() => {
  const { html, fixed, samples } = Picture;
  const { FARTHEST, asked, publish, slider, frame } = Explorer;

  // A slider for a parameter, in round steps over its range.
  function parameter(name, range, moved, done) {
    const step = 0.05;
    const [low, high] = [Math.floor(range[0] / step), Math.ceil(range[1] / step)];
    const round = (steps) => Number((steps * step).toFixed(2));
    return slider(name, {
      range: [round(low), round(high)], step, limits: { min: -FARTHEST, max: FARTHEST },
    }, moved, done);
  }

  // Lets a click or a drag on a bowl choose the parameters. A finger drags the
  // handle only: elsewhere it scrolls the page.
  function draggable(sheet, moved, done) {
    const handle = Picture.svg("circle", { r: 18, class: "handle" });
    sheet.above(handle);
    // Browsers heed `touch-action` on no part of a drawing.
    handle.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
    let dragging = false;
    const choose = (event) => moved(sheet.values(event).map((v) => Math.round(v * 100) / 100));
    sheet.root.addEventListener("pointerdown", (event) => {
      const grabbed = event.pointerType === "mouse" || event.target === handle;
      dragging = grabbed && event.button === 0;
      if (!dragging) return;
      sheet.root.setPointerCapture(event.pointerId);
      choose(event);
    });
    sheet.root.addEventListener("pointermove", (event) => dragging && choose(event));
    sheet.root.addEventListener("pointerup", (event) => {
      if (!dragging && event.pointerType === "mouse") return;
      choose(event);
      dragging = false;
      done();
    });
    sheet.root.addEventListener("pointercancel", () => (dragging = false));
    sheet.root.classList.add("draggable");
    return (params) => {
      const [cx, cy] = sheet.at(...params);
      handle.setAttribute("cx", cx);
      handle.setAttribute("cy", cy);
    };
  }

  // ---- Lesson 2: find the minimum by hand -------------------------------------

  function guess(figure, lesson, recording) {
    const problem = recording.descent;
    const ranges = Picture.bowlRanges(problem, problem.start);
    let [params, kept] = [null, []];
    let [fit, bowl, moveHandle] = [];

    const numbers = Widget.readout(["MSE", "RMSE", "last guess", "best so far"]);
    const loss = (guess) => Descent.mse(problem, guess);
    const best = () => kept.reduce((a, b) => (loss(b) < loss(a) ? b : a));
    const same = (a, b) => a.every((value, i) => value === b[i]);

    function show() {
      fit.show(params, true);
      bowl.show(kept.flatMap((guess) => Picture.marker(0, bowl.at(...guess), 3, Picture.CARD)));
      moveHandle(params);
      sliders.forEach((slider, i) => slider.set(params[i]));
      const before = kept.filter((guess) => !same(guess, params)).at(-1);
      numbers.show([
        fixed(loss(params)), fixed(Math.sqrt(loss(params))),
        before ? fixed(loss(before)) : "none yet", fixed(loss(best())),
      ]);
      publish(lesson, [["start", params.join(",")]], view);
    }

    function moved(next) {
      params = next;
      show();
    }

    // A guess counts when the slider or the pointer comes to rest.
    function done() {
      const last = kept.at(-1);
      if (same(last, params)) return;
      const [now, before] = [loss(params), loss(last)];
      const record = now < loss(best());
      kept.push(params);
      show();
      const change = `from ${fixed(before)} to ${fixed(now)}`;
      view.status.textContent = now < before
        ? `Lower: the MSE went ${change}. ${record ? "Your best so far." : "Not your best yet."}`
        : `Higher: the MSE went ${change}. Try the other way.`;
    }

    function begin(flags) {
      const { start, complaint } = asked(flags);
      params = start(problem.start);
      kept = [params];
      show();
      view.status.textContent = `${complaint()}Move a and b. Can you lower the MSE, every time?`;
    }

    const sliders = Descent.NAMES.map((name, i) => parameter(name, ranges[i],
      (value) => moved(params.map((old, k) => (k === i ? value : old))), done));
    const reset = Widget.button("reset", "Reset");
    reset.addEventListener("click", () => begin(new URLSearchParams()));
    const view = frame(figure, {
      numbers,
      legend: [
        [samples.points(), "data"], [samples.model(), "your line"],
        [samples.errors(), "errors"], [samples.spot(0), "your guess"],
      ],
      controls: [...sliders.map((slider) => slider.node), reset],
      panels: [
        (width, height) => {
          fit = Picture.fit(problem, { label: "The data and your line", width, height });
          return fit.root;
        },
        (width, height) => {
          const label = "The MSE over a and b, from above, and your guess";
          bowl = Picture.bowl(problem, { label, width, height, ranges });
          const dot = Picture.svg("g");
          bowl.above(dot);
          const drag = draggable(bowl, moved, done);
          moveHandle = (now) => {
            dot.replaceChildren(...Picture.spot(bowl, now, 0));
            drag(now);
          };
          return bowl.root;
        },
      ],
    });
    return { view, begin, show };
  }

  // ---- Lessons 3 and 5: let it descend ----------------------------------------

  const MOST_UPDATES = 10000;
  const SMALLEST_RATE = 1e-9;

  function descend(figure, lesson, recording) {
    const problem = recording.descent;
    const printed = Descent.printedLoss(recording);
    const ranges = Picture.bowlRanges(problem, problem.start);
    const sizes = new Map(recording.runs.map((run) => [Number(run.name.match(/\d+$/)?.[0]), run.batches]));
    const inBatches = sizes.size > 1;
    const n = problem.points.x.length;
    let settings = null;
    let [steps, shown, timer, telling] = [[], 0, null, null];
    let [fit, bowl, moveHandle, curve] = [];

    const perEpoch = () => Math.ceil(n / settings.size);
    const updates = () => (inBatches ? settings.epochs * perEpoch() : settings.steps);
    const batches = () => (inBatches ? sizes.get(settings.size) : []);
    const recorded = recording.runs[0].steps.at(-1).update;
    const most = (size) => Math.floor(recorded / Math.ceil(n / size));
    const atEnd = () => shown === steps.length - 1;

    const heads = ["update", ...(inBatches ? ["epoch"] : []), ...Descent.NAMES, printed.name];
    const numbers = Widget.readout(heads);

    // Draws the first `shown` updates.
    function show() {
      const now = steps[shown];
      const epoch = inBatches ? [Picture.short(shown / perEpoch())] : [];
      fit.show(now.params);
      bowl.show(Picture.path(bowl, steps.slice(0, shown + 1).map((step) => step.params), Picture.DESCENT));
      moveHandle(settings.start);
      curve.show(shown);
      numbers.show([String(shown), ...epoch, ...now.params.map((v) => fixed(v)), fixed(printed.of(now.mse))]);
      step.disabled = atEnd();
      if (nextEpoch) nextEpoch.disabled = atEnd();
    }

    // Says what happened when the picture comes to rest.
    function tell() {
      const wrong = Descent.divergence(steps.slice(0, shown + 1), batches());
      const loss = ({ mse }) => fixed(printed.of(mse));
      const now = steps[shown];
      const where = `After ${shown} ${shown === 1 ? "update" : "updates"}: ${printed.name} ${loss(now)}.`;
      if (shown === 0) {
        view.status.textContent = `At the start: ${printed.name} ${loss(now)}. Press Run.`;
      } else if (!Descent.allFinite(now)) {
        view.status.textContent = `Diverged: the loss is ${loss(now)} at update ${shown}. `
          + `It first grew at update ${wrong.update}. The steps are too large: try a smaller learning rate.`;
      } else if (wrong) {
        const than = inBatches ? "above that of the start" : "above the one before";
        view.status.textContent = `${where} The descent diverges: at update ${wrong.update} `
          + `the loss is ${loss(wrong)}, ${than}. Try a smaller learning rate.`;
      } else {
        view.status.textContent = where;
      }
      figure.classList.toggle("diverged", Boolean(wrong));
    }

    function rest() {
      cancelAnimationFrame(timer);
      timer = null;
      run.textContent = "Run";
      show();
      tell();
    }

    function goTo(update) {
      shown = Math.min(update, steps.length - 1);
      rest();
    }

    // Runs in at most six seconds, ten updates a second at least.
    function animate() {
      if (timer) return rest();
      if (atEnd()) shown = 0;
      if (Widget.reducedMotion()) return goTo(steps.length - 1);
      run.textContent = "Pause";
      const [from, count] = [shown, steps.length - 1];
      const rate = Math.max(10, count / 6);
      let begun = null;
      timer = requestAnimationFrame(function tick(now) {
        begun ??= now;
        shown = Math.min(count, from + Math.floor(((now - begun) / 1000) * rate));
        if (atEnd()) return rest();
        show();
        timer = requestAnimationFrame(tick);
      });
    }

    // Computes the run anew. It shows as much of it as before: all, or nothing
    // but the start.
    function settle(changes, whole = atEnd()) {
      settings = { ...settings, ...changes };
      if (inBatches) settings.epochs = Math.min(settings.epochs, most(settings.size));
      const { start, lr } = settings;
      steps = Descent.run(problem, start, lr, updates(), batches());
      cancelAnimationFrame(timer);
      timer = null;
      run.textContent = "Run";
      shown = whole ? steps.length - 1 : 0;
      curve = lossCurve(view.stages[2]);
      show();
      start.forEach((value, i) => sliders[i].set(value));
      sliders[2].set(lr);
      sliders[3].set(...(inBatches ? [settings.epochs, most(settings.size)] : [settings.steps]));
      radios.forEach((radio) => (radio.checked = Number(radio.value) === settings.size));
      const length = inBatches
        ? [["batch-size", settings.size], ["epochs", settings.epochs]]
        : [["steps", settings.steps]];
      const more = inBatches ? " --precision f64" : "";
      publish(lesson, [["start", start.join(",")], ["lr", lr], ...length], view, more);
      clearTimeout(telling);
      telling = setTimeout(tell, 500);
    }

    // Waits at the start, and gives no prediction away; the run that an address
    // names is shown whole.
    function begin(flags, whole) {
      const { number, start, complaint } = asked(flags);
      const size = number("batch-size", inBatches ? 10 : n, (v) => sizes.has(v));
      const upTo = (max) => (value) => Number.isInteger(value) && value >= 1 && value <= max;
      steps = [];
      settle({
        start: start(problem.start),
        lr: number("lr", problem.lr, (value) => value >= SMALLEST_RATE),
        size,
        steps: number("steps", recorded, upTo(MOST_UPDATES)),
        epochs: inBatches ? number("epochs", most(size), upTo(most(size))) : 0,
      }, whole);
      clearTimeout(telling);
      tell();
      view.status.prepend(complaint());
    }

    // The loss by update, over powers of ten.
    function lossCurve(stage) {
      const losses = steps.map((step) => printed.of(step.mse));
      // A logarithmic axis has no place for a perfect fit's 0.
      const visible = losses.filter((loss) => loss > 1e-12 && Number.isFinite(loss));
      const [low, high] = visible.length ? [Math.min(...visible), Math.max(...visible)] : [0.1, 1];
      const margin = Math.max(1.2, (high / low) ** 0.05);
      const width = stage.clientWidth;
      const sheet = Picture.plot({
        label: `The ${printed.name} by update`, width,
        height: Math.round(Math.max(230, Math.min(0.75 * width, 300))),
        x: { name: "update", range: [0, 1.04 * Math.max(1, steps.length - 1)] },
        y: { name: printed.name, range: [low / margin, high * margin], log: true },
      });
      const places = losses.map((loss, update) => sheet.at(update, loss));
      const seen = places.map((place, update) => losses[update] >= low && place.every(Number.isFinite));
      stage.replaceChildren(sheet.root);
      return {
        show(update) {
          const upTo = Picture.spaced(places.slice(0, update + 1).filter((_, i) => seen[i]), 0.5);
          const style = { stroke: Picture.SERIES[Picture.DESCENT], "stroke-width": 2.5 };
          if (upTo.length === 0) return sheet.show();
          sheet.show(Picture.line(upTo, style), Picture.outlined(Picture.DESCENT, upTo.at(-1), 5, style.stroke));
        },
      };
    }

    const [run, step, rewind, reset] = [
      Widget.button("run", "Run"),
      Widget.button("step", "One update"),
      Widget.button("rewind", "To the start"),
      Widget.button("reset", "Reset"),
    ];
    const nextEpoch = inBatches && Widget.button("epoch", "One epoch");
    run.addEventListener("click", animate);
    step.addEventListener("click", () => goTo(shown + 1));
    rewind.addEventListener("click", () => goTo(0));
    reset.addEventListener("click", () => begin(new URLSearchParams(), false));
    if (nextEpoch) {
      nextEpoch.addEventListener("click", () => goTo((Math.floor(shown / perEpoch()) + 1) * perEpoch()));
    }

    const startAt = (i) => parameter(`start ${Descent.NAMES[i]}`, ranges[i],
      (value) => settle({ start: settings.start.map((old, k) => (k === i ? value : old)) }), tell);
    const sliders = [
      startAt(0),
      startAt(1),
      slider("learning rate", { range: [0.001, 5], log: true, limits: { min: SMALLEST_RATE } },
        (lr) => settle({ lr }), tell),
      slider(inBatches ? "epochs" : "updates",
        { range: [1, 1000], step: 1, limits: { min: 1, max: MOST_UPDATES, step: 1 } },
        (value) => settle({ [inBatches ? "epochs" : "steps"]: value }), tell),
    ];
    const radios = [];
    const choice = html("fieldset", { class: "choice" }, html("legend", {}, "batch size"));
    for (const size of inBatches ? sizes.keys() : []) {
      const radio = html("input", { type: "radio", name: `batch-size-${lesson}`, value: size });
      radio.addEventListener("change", () => {
        settle({ size, epochs: most(size) });
        tell();
      });
      radios.push(radio);
      choice.append(html("label", {}, radio, ` ${size}`));
    }

    const view = frame(figure, {
      numbers,
      legend: [
        [samples.points(), "data"], [samples.model(), "model"], [samples.run(Picture.DESCENT), "descent"],
        [samples.spot(Picture.START), "start: drag it"], [samples.spot(Picture.MINIMUM), "minimum"],
      ],
      controls: [
        ...(inBatches ? [choice] : []),
        ...sliders.map((slider) => slider.node),
        html("div", { class: "buttons" }, ...[run, step, nextEpoch, rewind, reset].filter(Boolean)),
      ],
      panels: [
        (width, height) => {
          fit = Picture.fit(problem, { label: "The data and the line", width, height });
          return fit.root;
        },
        (width, height) => {
          const label = "The MSE over a and b, from above, and the path of the descent";
          bowl = Picture.bowl(problem, { label, width, height, ranges });
          const mark = Picture.svg("g");
          bowl.above(...Picture.spot(bowl, bowl.minimum, Picture.MINIMUM), mark);
          const drag = draggable(bowl, (start) => settle({ start }), tell);
          moveHandle = (start) => {
            mark.replaceChildren(...Picture.spot(bowl, start, Picture.START));
            drag(start);
          };
          return bowl.root;
        },
        () => html("span"),
      ],
    });
    return { view, begin, show: () => { curve = lossCurve(view.stages[2]); show(); } };
  }

  // That of lesson 9 is a pad to draw on, pad.js; that of lesson 10, dials.js.
  const starts = (lesson, make) =>
    document.querySelectorAll(`figure.explorer[data-lesson="${lesson}"]`)
      .forEach((figure) => Explorer.start(figure, make));
  starts(2, guess);
  starts(3, descend);
  starts(5, descend);
})();
