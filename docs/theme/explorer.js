"use strict";

// Explorers: the reader moves what a lesson fixes, and sees what follows.
//
//   <figure class="explorer" id="explorer-lesson3" data-lesson="3" data-alt="…">
//     <div class="still">…</div>
//     <script type="application/json" class="recording">…</script>
//     <figcaption>…</figcaption>
//   </figure>
//
// The state is in the address, named like the flags of the lesson:
// #explorer-lesson3?start=-1,1&lr=0.75&steps=50
//
// Here are those of lessons 2, 3 and 5; each other one has a file of its own.

// What all explorers share.
const Explorer = (() => {
  const { html } = Picture;

  // ---- The state ------------------------------------------------------------

  // What the address says about an explorer: the value of each flag, as text.
  function address(id) {
    const [name, flags] = location.hash.slice(1).split("?");
    return new URLSearchParams(name === id ? flags : "");
  }

  // What the flags of an address ask for, `otherwise` where they ask for
  // nothing or for what the lesson would refuse; `refused` collects that.
  function asked(flags) {
    const refused = [];
    const list = (name, otherwise, allowed, isCount) => {
      const text = flags.get(name);
      if (text === null) return otherwise;
      const values = text.split(",").map((part) => (part.trim() === "" ? NaN : Number(part)));
      if (isCount(values.length) && values.every((v) => Number.isFinite(v) && allowed(v))) return values;
      refused.push(`${name}=${text}`);
      return otherwise;
    };
    const numbers = (name, otherwise, allowed) =>
      list(name, otherwise, allowed, (count) => count === otherwise.length);
    function choice(name, otherwise, options) {
      const text = flags.get(name) ?? otherwise;
      if (options.includes(text)) return text;
      refused.push(`${name}=${text}`);
      return otherwise;
    }
    return {
      list,
      choice,
      number: (name, otherwise, allowed) => numbers(name, [otherwise], allowed)[0],
      pair: (name, otherwise) => numbers(name, otherwise, (v) => Math.abs(v) <= FARTHEST),
      start: (otherwise) => numbers("start", otherwise, (v) => Math.abs(v) <= FARTHEST),
      complaint: () => (refused.length ? `The address asks for ${refused.join(" and ")}, which the lesson refuses. ` : ""),
    };
  }

  // The lessons take no start beyond it.
  const FARTHEST = 1e9;

  // Writes the state as the command that does the same, if there is one, and,
  // once the reader has touched the explorer, into the address. Browsers allow
  // few changes of the address a second, so it waits a little. The page counts
  // in float64, which not every lesson does by itself: `more` says so in the
  // command.
  let writing = null;
  function publish({ id, lesson, command, touched }, flags, more = "") {
    const shown = flags.map(([name, value]) => ` --${name} ${value}`).join("") + more;
    // A browser breaks behind any hyphen: each flag stays whole.
    const parts = `cargo run --bin lesson${lesson} --${shown}`.split(/(?= --\w)/);
    command.replaceChildren(...parts.flatMap((part) =>
      (part.startsWith(" ") ? [" ", html("span", { class: "unbroken" }, part.trim())] : [part])));
    clearTimeout(writing);
    if (!touched) return;
    writing = setTimeout(() => {
      const parts = flags.map(([name, value]) => `${name}=${value}`);
      history.replaceState(null, "", `#${id}?${parts.join("&")}`);
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

  // A slider for a parameter, in round steps over its range.
  function parameter(name, range, moved, done) {
    const step = 0.05;
    const [low, high] = [Math.floor(range[0] / step), Math.ceil(range[1] / step)];
    const round = (steps) => Number((steps * step).toFixed(2));
    return slider(name, {
      range: [round(low), round(high)], step, limits: { min: -FARTHEST, max: FARTHEST },
    }, moved, done);
  }

  // Lets a click or a drag on a sheet choose a place. A finger drags the handle
  // only: elsewhere it scrolls the page. With a `label`, keys move the handle,
  // too: arrows, ten times as far with shift; Enter is what letting go is.
  const hundredths = (place) => place.map((v) => Math.round(v * 100) / 100);
  function draggable(sheet, moved, done, { label, round = hundredths } = {}) {
    const handle = Picture.svg("circle", { r: 18, class: "handle" });
    let at = null;
    if (label) {
      sheet.root.setAttribute("role", "group"); // an image has no parts to focus
      for (const [name, value] of [["tabindex", 0], ["role", "application"], ["aria-label", label]]) {
        handle.setAttribute(name, value);
      }
      handle.addEventListener("keydown", (event) => {
        const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
        if (!way && event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        if (!way) return done();
        moved(round(at.map((v, i) => v + way[i] * (event.shiftKey ? 1 : 0.1))));
      });
    }
    sheet.above(handle);
    // Browsers heed `touch-action` on no part of a drawing.
    handle.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
    let dragging = false;
    const choose = (event) => moved(round(sheet.values(event)));
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
      at = params;
      const [cx, cy] = sheet.at(...params);
      handle.setAttribute("cx", cx);
      handle.setAttribute("cy", cy);
    };
  }

  // Six seconds, or ten updates a second.
  const EVENLY = (seconds, count) => seconds * Math.max(10, count / 6);

  // Shows the moments of a run one after the other, from 0 to `last()`: `show`
  // draws the one at hand, `tell` says what happened when it comes to rest, and
  // `pace` says how many of `last()` have passed after so many seconds.
  function runner(button, { last, show, tell, pace = EVENLY }) {
    let [shown, timer] = [0, null];
    function stop() {
      cancelAnimationFrame(timer);
      timer = null;
      button.textContent = "Run";
    }
    // Without a word, as while a slider moves.
    function set(moment) {
      stop();
      shown = Math.max(0, Math.min(moment, last()));
      show();
    }
    function goTo(moment) {
      set(moment);
      tell();
    }
    function play() {
      if (Widget.reducedMotion()) return goTo(last());
      button.textContent = "Pause";
      let [from, begun] = [shown, null];
      timer = requestAnimationFrame(function tick(now) {
        begun ??= now;
        shown = Math.min(last(), from + Math.floor(pace((now - begun) / 1000, last())));
        if (shown === last()) return goTo(shown);
        show();
        timer = requestAnimationFrame(tick);
      });
    }
    button.addEventListener("click", () => {
      if (timer) return goTo(shown);
      if (shown === last()) shown = 0;
      play();
    });
    return { at: () => shown, set, goTo, play };
  }

  // How large a picture in a stage is: measured when the page gives it its
  // width, and kept, for asking a page that has changed makes it lay out all.
  const sizes = new WeakMap();
  const sizeOf = (stage) => sizes.get(stage);
  function measure(stage) {
    const width = stage.clientWidth;
    sizes.set(stage, { width, height: Math.round(Math.max(230, Math.min(0.75 * width, 300))) });
  }

  // A button that copies a command; where the browser does not let it, it marks
  // the command for the reader to copy.
  function copier(command) {
    const button = Widget.button("copy", "Copy");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(command.textContent);
        button.textContent = "Copied";
        setTimeout(() => (button.textContent = "Copy"), 1500);
      } catch {
        getSelection().selectAllChildren(command);
      }
    });
    return button;
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
    const shell = html("p", { class: "command" }, "The same in the terminal: ", command, " ", copier(command));
    figure.setAttribute("aria-label", `Explorer: ${figure.dataset.alt}`);
    Widget.replaceStill(figure, ...(legend.length ? [Picture.legend(legend)] : []),
      html("div", { class: "panels" }, ...stages, panel), ...(commanded ? [shell] : []));
    const draw = () => {
      stages.forEach(measure);
      stages.forEach((stage, i) => {
        const { width, height } = sizeOf(stage);
        stage.replaceChildren(panels[i](width, height));
      });
    };
    const { id, dataset: { lesson } } = figure;
    const view = { id, lesson, stages, status, command, draw, touched: false };
    for (const event of ["input", "pointerdown", "click"]) {
      figure.addEventListener(event, () => (view.touched = true), { capture: true });
    }
    return view;
  }

  // Makes an explorer of the figure with this id, if the page has it. `make`
  // takes it and its recording, and returns its view, how to begin with the
  // values of an address, and how to draw anew.
  function start(id, make) {
    const figure = document.getElementById(id);
    if (!figure) return;
    const { view, begin, show } = make(figure, Widget.recording(figure));
    const isNamed = () => location.hash.startsWith(`#${id}?`);
    view.draw();
    begin(address(id), isNamed());
    Widget.sized(view.stages[0], () => {
      view.draw();
      show();
    });
    const arrive = () => isNamed() && figure.scrollIntoView();
    arrive();
    addEventListener("hashchange", () => {
      if (!isNamed() && location.hash !== "") return;
      begin(address(id), isNamed());
      arrive();
    });
  }

  return { FARTHEST, asked, publish, slider, parameter, draggable, runner, sizeOf, frame, start };
})();

(() => {
  const { html, fixed, samples } = Picture;
  const { asked, publish, slider, parameter, draggable, runner, sizeOf, frame } = Explorer;

  // ---- Lesson 2: find the minimum by hand -------------------------------------

  function guess(figure, recording) {
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
      publish(view, [["start", params.join(",")]]);
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

  function descend(figure, recording) {
    const problem = recording.descent;
    const printed = Descent.printedLoss(recording);
    const ranges = Picture.bowlRanges(problem, problem.start);
    const sizes = new Map(recording.runs.map((run) => [Number(run.name.match(/\d+$/)?.[0]), run.batches]));
    const inBatches = sizes.size > 1;
    const n = problem.points.x.length;
    let settings = null;
    let [steps, telling] = [[], null];
    let [fit, bowl, moveHandle, curve] = [];

    const perEpoch = () => Math.ceil(n / settings.size);
    const updates = () => (inBatches ? settings.epochs * perEpoch() : settings.steps);
    const batches = () => (inBatches ? sizes.get(settings.size) : []);
    const recorded = recording.runs[0].steps.at(-1).update;
    const most = (size) => Math.floor(recorded / Math.ceil(n / size));
    const last = () => steps.length - 1;
    const atEnd = () => player.at() === last();

    const heads = ["update", ...(inBatches ? ["epoch"] : []), ...Descent.NAMES, printed.name];
    const numbers = Widget.readout(heads);

    // Draws the first so many updates.
    function show() {
      const shown = player.at();
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
      const shown = player.at();
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

    // Computes the run anew. It shows as much of it as before: all, or nothing
    // but the start.
    function settle(changes, whole = atEnd()) {
      settings = { ...settings, ...changes };
      if (inBatches) settings.epochs = Math.min(settings.epochs, most(settings.size));
      const { start, lr } = settings;
      steps = Descent.run(problem, start, lr, updates(), batches());
      curve = lossCurve(view.stages[2]);
      player.set(whole ? last() : 0);
      start.forEach((value, i) => sliders[i].set(value));
      sliders[2].set(lr);
      sliders[3].set(...(inBatches ? [settings.epochs, most(settings.size)] : [settings.steps]));
      radios.forEach((radio) => (radio.checked = Number(radio.value) === settings.size));
      const length = inBatches
        ? [["batch-size", settings.size], ["epochs", settings.epochs]]
        : [["steps", settings.steps]];
      const more = inBatches ? " --precision f64" : "";
      publish(view, [["start", start.join(",")], ["lr", lr], ...length], more);
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

    // The loss by update.
    function lossCurve(stage) {
      const losses = steps.map((step) => printed.of(step.mse));
      const size = sizeOf(stage);
      const sheet = Picture.byUpdate([losses], { label: `The ${printed.name} by update`, name: printed.name, ...size });
      stage.replaceChildren(sheet.root);
      return sheet;
    }

    const [run, step, rewind, reset] = [
      Widget.button("run", "Run"),
      Widget.button("step", "One update"),
      Widget.button("rewind", "To the start"),
      Widget.button("reset", "Reset"),
    ];
    const nextEpoch = inBatches && Widget.button("epoch", "One epoch");
    const player = runner(run, { last, show, tell });
    step.addEventListener("click", () => player.goTo(player.at() + 1));
    rewind.addEventListener("click", () => player.goTo(0));
    reset.addEventListener("click", () => begin(new URLSearchParams(), false));
    if (nextEpoch) {
      const next = () => (Math.floor(player.at() / perEpoch()) + 1) * perEpoch();
      nextEpoch.addEventListener("click", () => player.goTo(next()));
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
      const radio = html("input", { type: "radio", name: "batch-size", value: size });
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

  Explorer.start("explorer-lesson2", guess);
  Explorer.start("explorer-lesson3", descend);
  Explorer.start("explorer-lesson5", descend);
})();
