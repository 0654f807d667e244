"use strict";

// The explorer of lesson 8: a curve built by hand, bump by bump, and a descent
// from there.
//
//   #explorer-lesson8?curve=sine&heights=0,0.6,-0.9&ramp=0.5

(() => {
  const { html, svg, fixed, samples, line, SERIES, TRUTH, CARD } = Picture;
  const { asked, publish, slider, runner, sizeOf, frame } = Explorer;
  const [UPDATES, RATE, SEEN] = [500, 0.01, 100];
  const [FEWEST, MOST] = [2, 12]; // bumps
  const [THINNEST, WIDEST] = [0.05, 1]; // ramps, in parts of a bump
  const HIGHEST = 1.5;
  const START = { curve: "sine", heights: [0, 0.6, 0, 0, 0, 0], ramp: 0.5 };

  function handmade(figure) {
    const fine = Bumps.interval(401);
    let settings = null;
    let [start, run] = [null, null]; // the network by hand, and the descent from it
    let [sheet, handles, curve] = [];

    const numbers = Widget.readout(["update", "RMSE", "hidden units"]);
    const points = () => {
      const x = Bumps.interval(SEEN);
      return { x, y: x.map(Bumps.CURVES[settings.curve]) };
    };

    // The descent is computed when it is first asked for.
    function descent() {
      if (!run) {
        run = Bumps.descend(start, points(), RATE, UPDATES);
        showLosses();
      }
      return run;
    }

    function show() {
      const update = player.at();
      const now = update === 0 ? start : descent()[update];
      // Where its units bend.
      const [, [bottom]] = sheet.ranges;
      const bends = now.units.map(({ w, b }) => -b / w).filter((x) => Math.abs(x) <= 1);
      sheet.show(
        bends.map((x) => line([sheet.at(x, bottom), sheet.at(x, bottom + 0.15)], { class: "bend" })),
        line(fine.map((x) => sheet.at(x, Bumps.says(now, x))), { stroke: SERIES[1], "stroke-width": 2.5 }),
      );
      // Only the network by hand has tops to take hold of.
      handles.forEach(({ node }) => (node.style.display = update === 0 ? "" : "none"));
      curve.show(update);
      numbers.show([String(update), fixed(Bumps.rmse(now, points())), String(start.units.length)]);
      step.disabled = update === UPDATES;
    }

    function tell() {
      const update = player.at();
      const error = fixed(Bumps.rmse(update === 0 ? start : descent()[update], points()));
      view.status.textContent = update === 0
        ? `By hand the RMSE is ${error}. Raise and lower the bumps, then let it descend.`
        : `After ${update} updates of Adam the RMSE is ${error}. By hand it was ${fixed(Bumps.rmse(start, points()))}.`;
    }

    function showLosses() {
      const errors = run ? run.map((network) => Bumps.rmse(network, points())) : [Bumps.rmse(start, points())];
      const label = "The RMSE by update";
      curve = Picture.byUpdate([errors], { label, name: "RMSE", series: [1], updates: UPDATES, ...sizeOf(view.stages[1]) });
      view.stages[1].replaceChildren(curve.root);
    }

    function settle(changes) {
      const before = settings;
      settings = { ...settings, ...changes };
      start = Bumps.network(settings.heights, settings.ramp);
      run = null;
      const other = !before || before.curve !== settings.curve || before.heights.length !== settings.heights.length;
      if (other) drawSheet(sizeOf(view.stages[0]));
      handles.forEach((handle, i) => handle.move(settings.heights[i]));
      showLosses();
      player.set(0);
      count.set(settings.heights.length);
      ramp.set(settings.ramp);
      menu.value = settings.curve;
      publish(view, [["curve", settings.curve], ["heights", settings.heights.join(",")], ["ramp", settings.ramp]]);
    }

    function begin(flags) {
      const { choice, list, number, complaint } = asked(flags);
      const isCount = (n) => n >= FEWEST && n <= MOST;
      settle({
        curve: choice("curve", START.curve, Object.keys(Bumps.CURVES)),
        heights: list("heights", START.heights, (v) => Math.abs(v) <= HIGHEST, isCount),
        ramp: number("ramp", START.ramp, (v) => v >= THINNEST && v <= WIDEST),
      });
      tell();
      view.status.prepend(complaint());
    }

    // ---- The tops, to take hold of --------------------------------------------

    const raise = (i, height) => {
      const inside = Math.max(-HIGHEST, Math.min(height, HIGHEST));
      settle({ heights: settings.heights.map((old, k) => (k === i ? Number(inside.toFixed(2)) : old)) });
    };

    function handleOf(x, i) {
      const dot = svg("circle", { r: 6, fill: SERIES[1], stroke: CARD, "stroke-width": 2 });
      const grip = svg("circle", { r: 16, class: "handle", tabindex: 0, role: "slider",
        "aria-label": `height of bump ${i + 1}`, "aria-valuemin": -HIGHEST, "aria-valuemax": HIGHEST });
      grip.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
      grip.addEventListener("pointerdown", (event) => grip.setPointerCapture(event.pointerId));
      grip.addEventListener("pointermove", (event) => {
        if (grip.hasPointerCapture(event.pointerId)) raise(i, sheet.values(event)[1]);
      });
      grip.addEventListener("pointerup", tell);
      grip.addEventListener("keydown", (event) => {
        const way = { ArrowUp: 0.1, ArrowRight: 0.1, ArrowDown: -0.1, ArrowLeft: -0.1 }[event.key];
        if (!way) return;
        event.preventDefault();
        raise(i, settings.heights[i] + way * (event.shiftKey ? 5 : 1));
        tell();
      });
      return {
        node: svg("g", {}, dot, grip),
        move(height) {
          const [cx, cy] = sheet.at(x, height);
          for (const circle of [dot, grip]) {
            circle.setAttribute("cx", cx);
            circle.setAttribute("cy", cy);
          }
          grip.setAttribute("aria-valuenow", height);
        },
      };
    }

    function drawSheet({ width, height }) {
      const truth = fine.map(Bumps.CURVES[settings.curve]);
      sheet = Picture.plot({
        label: "The curve, and the network's path of straight pieces", width, height,
        x: { name: "x", range: [-1.05, 1.05] },
        y: { name: "y", range: [-1.6, 1.6] },
      });
      sheet.behind(line(fine.map((x, i) => sheet.at(x, truth[i])), TRUTH));
      handles = Bumps.interval(settings.heights.length).map(handleOf);
      sheet.above(...handles.map((handle) => handle.node));
      sheet.root.setAttribute("role", "group"); // an image has no parts to focus
      view.stages[0].replaceChildren(sheet.root);
    }

    // ---- Controls ---------------------------------------------------------------

    const options = Object.keys(Bumps.CURVES).map((name) => html("option", { value: name }, name));
    const menu = html("select", {}, ...options);
    menu.addEventListener("change", () => {
      settle({ curve: menu.value });
      tell();
    });
    const count = slider("bumps", { range: [FEWEST, MOST], step: 1, limits: { min: FEWEST, max: MOST, step: 1 } },
      (n) => settle({ heights: Array(n).fill(0) }), () => tell());
    const ramp = slider("ramp width", { range: [THINNEST, WIDEST], step: 0.05, limits: { min: THINNEST, max: WIDEST } },
      (part) => settle({ ramp: part }), () => tell());
    const onCurve = () => Bumps.interval(settings.heights.length)
      .map((x) => Number(Bumps.CURVES[settings.curve](x).toFixed(2)));
    const buttons = [
      ["Run"], ["One update", () => player.goTo(player.at() + 1)], ["Back to the hand", () => player.goTo(0)],
      ["All on the curve", () => settle({ heights: onCurve() })],
      ["All flat", () => settle({ heights: settings.heights.map(() => 0) })],
      ["Reset", () => begin(new URLSearchParams())],
    ].map(([text, press]) => {
      const button = Widget.button(text, text);
      if (press) button.addEventListener("click", () => {
        press();
        tell();
      });
      return button;
    });
    const [play, step] = buttons;
    const player = runner(play, { last: () => UPDATES, show, tell });
    const view = frame(figure, {
      numbers,
      commanded: false,
      legend: [[samples.truth(), "the curve"], [samples.model(), "the network"]],
      controls: [
        html("label", {}, "Curve ", menu), count.node, ramp.node, html("div", { class: "buttons" }, ...buttons),
      ],
      panels: [() => html("span"), () => html("span")],
    });
    function redraw() {
      drawSheet(sizeOf(view.stages[0]));
      handles.forEach((handle, i) => handle.move(settings.heights[i]));
      showLosses();
      show();
    }
    return { view, begin, show: redraw };
  }

  Explorer.start("explorer-lesson8", handmade);
})();
