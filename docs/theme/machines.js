"use strict";

// The explorer of lesson 15: what an update costs on k machines, around one in
// the middle or in a ring, with rows, parameters and costs of the reader's own.
//
//   #explorer-lesson15?workers=4&rows=100000&parameters=1000&row=1&message=100&number=3.2

(() => {
  const { short, samples, line, outlined, SERIES, TRUTH } = Picture;
  const { asked, publish, slider, sizeOf, frame } = Explorer;
  const MOST = 1000; // workers
  const [MICRO, NANO] = [1e-6, 1e-9];
  // The range of each slider, and what its numbers are.
  const SLIDERS = {
    workers: { name: "workers k", range: [1, MOST], limits: { min: 1, max: MOST, step: 1 } },
    rows: { name: "rows n", range: [100, 1e9], limits: { min: 1, max: 1e12, step: 1 } },
    parameters: { name: "parameters p", range: [1, 1e9], limits: { min: 1, max: 1e12, step: 1 } },
    row: { name: "c, µs a row", range: [0.001, 1000], limits: { min: 1e-6, max: 1e9 } },
    message: { name: "α, µs a message", range: [0.1, 1e5], limits: { min: 0, max: 1e9 } },
    number: { name: "β, ns a number", range: [0.1, 1e4], limits: { min: 0, max: 1e9 } },
  };
  const round = (value) => Number(value.toPrecision(12));

  function machines(figure, recording) {
    const START = {
      workers: 4,
      rows: recording.rows,
      parameters: recording.parameters,
      row: round(recording.cost.row / MICRO),
      message: round(recording.cost.message / MICRO),
      number: round(recording.cost.number / NANO),
    };
    let settings = null;
    const numbers = Widget.readout(["star, ms", "ring, ms", "best star k"]);
    // An update of now on k machines, in ms; on one alone; the best number.
    function reckoned() {
      const { rows, parameters } = settings;
      const cost = {
        row: settings.row * MICRO, message: settings.message * MICRO, number: settings.number * NANO,
      };
      const ms = (of) => (k) => 1000 * of(cost, rows, parameters, k);
      return {
        star: ms(Cost.star),
        ring: ms(Cost.ring),
        alone: 1000 * rows * cost.row,
        best: Cost.most(cost, rows, parameters),
        pays: (k) => Cost.pays(cost, parameters, k),
      };
    }
    // About as many numbers of workers to a length on a logarithmic axis.
    const ks = [...new Set(Array.from({ length: 121 }, (_, i) => Math.round(MOST ** (i / 120))))];

    // Its vertical axis follows the times, so each change draws it whole.
    function show() {
      const { workers } = settings;
      const { star, ring, alone, best } = reckoned();
      const times = [star, ring].map((of) => ks.map(of));
      const all = [...times.flat(), alone].map(Math.log10);
      const decades = [Math.floor(Math.min(...all)), Math.ceil(Math.max(...all) + 1e-9)].map((p) => 10 ** p);
      const plot = Picture.plot({
        label: "The time of an update over the number of workers", ...sizeOf(view.stages[0]),
        x: { name: "workers", range: [1, MOST], log: true },
        y: { name: "ms", range: decades, log: true },
      });
      plot.behind(
        line([plot.at(1, alone), plot.at(MOST, alone)], TRUTH),
        ...times.map((values, series) =>
          line(values.map((value, i) => plot.at(ks[i], value)), { stroke: SERIES[series], "stroke-width": 2.5 })));
      const now = [star(workers), ring(workers)];
      plot.above(
        ...(best <= MOST ? outlined(Picture.MINIMUM, plot.at(best, star(best)), 6, Picture.CARD_INK) : []),
        ...now.flatMap((value, series) => outlined(series, plot.at(workers, value), 5.5, SERIES[series])),
      );
      view.stages[0].replaceChildren(plot.root);
      numbers.show([...now.map(short), String(best)]);
    }

    // Says what the numbers mean, when they rest.
    function tell() {
      const { workers } = settings;
      const { star, alone, best, pays } = reckoned();
      const speedUp = (k) => alone / star(k);
      const now = speedUp(workers) < 1
        ? "slower than one machine alone" : `${short(speedUp(workers))} times as fast as one machine alone`;
      const name = workers === 1 ? "One worker" : `${workers} workers`;
      const fastest = best === 1 ? "No second worker pays" : `It is fastest with ${best}, ${short(speedUp(best))} times as fast`;
      const last = Math.max(2, workers); // the first has nobody to beat
      view.status.textContent = `${name} in a star: ${now}. ${fastest}. `
        + `Worker ${last} pays from ${short(Math.ceil(pays(last)))} rows on.`;
    }

    function settle(changes) {
      settings = { ...settings, ...changes };
      show();
      for (const [key, value] of Object.entries(settings)) sliders[key].set(value);
      publish(view, Object.entries(settings));
    }

    function begin(flags) {
      const { number, complaint } = asked(flags);
      const given = Object.entries(SLIDERS).map(([key, { limits }]) => [key, number(key, START[key], (value) =>
        value >= limits.min && value <= limits.max && (!limits.step || Number.isInteger(value)))]);
      settle(Object.fromEntries(given));
      tell();
      view.status.prepend(complaint());
    }

    const sliders = Object.fromEntries(Object.entries(SLIDERS).map(([key, { name, ...rest }]) =>
      [key, slider(name, { ...rest, log: true }, (value) => settle({ [key]: value }), tell)]));
    const reset = Widget.button("reset", "Reset");
    reset.addEventListener("click", () => begin(new URLSearchParams()));
    const view = frame(figure, {
      numbers,
      commanded: false,
      legend: [
        [samples.run(0), "star"], [samples.run(1), "ring"], [samples.truth(), "one machine alone"],
        [samples.spot(Picture.MINIMUM), "the fastest star"],
      ],
      controls: [...Object.values(sliders).map((one) => one.node), reset],
      panels: [() => Picture.html("span")],
    });
    return { view, begin, show };
  }

  Explorer.start("explorer-lesson15", machines);
})();
