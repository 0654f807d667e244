"use strict";

// The explorer of lesson 10: two dials on one fit, the degree of a polynomial
// and the penalty on its weights.
//
//   #explorer-lesson10?degree=15&alpha=0.001

(() => {
  const { fixed, samples, line, marker, outlined, SERIES, TRUTH } = Picture;
  const { asked, publish, slider, frame } = Explorer;
  const MOST = 15; // the highest degree
  const SMALLEST = 1e-6; // the smallest penalty of the slider

  function dials(figure, { train, test, curve, fits }) {
    const START = { degree: MOST, alpha: 0 };
    let settings = null;
    let [picture, errors] = [];
    const numbers = Widget.readout(["training MSE", "test MSE", "length of w"]);
    // Each degree with the penalty of now.
    let all = [];
    const fitted = ({ alpha }) => Array.from({ length: MOST + 1 }, (_, degree) => {
      const w = Polynomial.fit(train, degree, alpha);
      return { w, train: Polynomial.mse(w, train), test: Polynomial.mse(w, test) };
    });

    function show() {
      const { degree, alpha } = settings;
      const now = all[degree];
      picture.show(line(curve.x.map((x) => picture.at(x, Polynomial.predict(now.w, x))),
        { stroke: SERIES[1], "stroke-width": 2.5 }));
      const places = (of) => all.map((one, d) => errors.at(d, one[of]));
      errors.show(...["train", "test"].flatMap((of, series) => [
        line(places(of), { stroke: SERIES[series], "stroke-width": 2.5 }),
        ...outlined(series, places(of)[degree], 5.5, SERIES[series]),
      ]));
      numbers.show([now.train, now.test, Math.hypot(...now.w)].map((value) => fixed(value)));
      [degree, alpha].forEach((value, i) => sliders[i].set(value));
      publish(view, [["degree", degree], ["alpha", alpha]]);
    }

    // Says what the dials have done, when they rest.
    function tell() {
      const { degree, alpha } = settings;
      const tests = all.map((one) => one.test);
      const least = Math.min(...tests);
      const penalty = alpha === 0 ? "no penalty" : `penalty ${alpha}`;
      view.status.textContent = `Degree ${degree}, ${penalty}: the test error is `
        + `${fixed(tests[degree])}. With this penalty it is smallest at degree `
        + `${tests.indexOf(least)}, ${fixed(least)}.`;
    }

    function settle(changes) {
      settings = { ...settings, ...changes };
      all = fitted(settings);
      show();
    }

    function begin(flags) {
      const isDegree = (v) => Number.isInteger(v) && v >= 0 && v <= MOST;
      const { number, complaint } = asked(flags);
      settle({
        degree: number("degree", START.degree, isDegree),
        alpha: number("alpha", START.alpha, (v) => v >= 0),
      });
      tell();
      view.status.prepend(complaint());
    }

    const sliders = [
      slider("degree", { range: [0, MOST], step: 1, limits: { min: 0, max: MOST, step: 1 } },
        (degree) => settle({ degree }), tell),
      slider("penalty α", { range: [SMALLEST, 10], log: true, limits: { min: 0 } },
        (alpha) => settle({ alpha }), tell),
    ];
    const none = Widget.button("none", "No penalty");
    none.addEventListener("click", () => {
      settle({ alpha: 0 });
      tell();
    });
    const bounds = (values, margin) => {
      const [low, high] = [Math.min(...values), Math.max(...values)];
      return [low - margin * (high - low), high + margin * (high - low)];
    };
    // Whole powers of ten around all errors.
    const powers = fits.flatMap((one) => [one.train, one.test]).map(Math.log10);
    const decades = [Math.floor(Math.min(...powers)), Math.ceil(Math.max(...powers))].map((p) => 10 ** p);
    const view = frame(figure, {
      numbers,
      commanded: false,
      legend: [
        [samples.points(), "data"], [samples.truth(), "the curve"], [samples.model(), "fit"],
        [samples.run(0), "training"], [samples.run(1), "test"],
      ],
      controls: [...sliders.map((one) => one.node), none],
      panels: [
        (width, height) => {
          picture = Picture.plot({
            label: "The points, the curve, and the fit", width, height,
            x: { name: "x", range: [-1.05, 1.05] },
            y: { name: "y", range: bounds([...train.y, ...curve.y], 0.2) },
          });
          const through = curve.x.map((x, i) => picture.at(x, curve.y[i]));
          picture.behind(line(through, TRUTH),
            ...train.x.map((x, i) => marker(0, picture.at(x, train.y[i]), 3.5, SERIES[0])));
          return picture.root;
        },
        (width, height) => {
          errors = Picture.plot({
            label: "The training and the test error by degree", width, height,
            x: { name: "degree", range: [-0.5, MOST + 0.5] },
            y: { name: "MSE", range: decades, log: true },
          });
          return errors.root;
        },
      ],
    });
    return { view, begin, show };
  }

  Explorer.start("explorer-lesson10", dials);
})();
