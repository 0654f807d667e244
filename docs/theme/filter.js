"use strict";

// What a player shows of filters that slide over a digit, one after the other:
// the square on the digit, its nine products, and the maps up to this place.

const Filter = (() => {
  const { svg, fixed, SERIES, CARD, palette } = Picture;
  const whole = (value) => fixed(value, 0);

  // The room for a title above the squares, and for the products below them.
  const [TITLE, BELOW] = [22, 120];
  // The sides of a product's cell, and the narrowest cell that holds a number.
  const [WIDE, HIGH, HOLDS] = [58, 22, 22];

  // Rows of cells, blue below zero and orange above, as in the lesson's figure;
  // `text` says what stands in each. What is undefined stays white and empty.
  function cells(rows, [left, top], [wide, high], largest, text) {
    const card = svg("rect", {
      x: left, y: top, width: wide * rows[0].length, height: high * rows.length,
      fill: CARD, stroke: palette.grid,
    });
    const known = rows.flatMap((row, i) => row.map((value, j) => ({ value, i, j })))
      .filter(({ value }) => value !== undefined);
    const drawn = known.flatMap(({ value, i, j }) => {
      const [x, y, part] = [left + j * wide, top + i * high, value / largest];
      const fill = SERIES[value < 0 ? 0 : 1];
      const shade = { fill, "fill-opacity": Math.abs(part).toFixed(2), "shape-rendering": "crispEdges" };
      const at = { x: x + wide / 2, y: y + high / 2, dy: "0.35em", "text-anchor": "middle" };
      return [
        svg("rect", { x, y, width: wide, height: high, ...shade }),
        svg("text", { ...at, fill: part < -0.85 ? CARD : palette.ink }, text(value, i, j)),
      ];
    });
    return [card, ...drawn];
  }

  function picture({ convolution: { image, filters }, runs: [{ steps }] }, { label, width, height }) {
    const maps = filters.map(({ weights }) => Convolution.map(image, weights));
    const largest = (rows) => Math.max(...rows.flat().map(Math.abs));
    const ink = largest(image);
    // The digit and the maps, a cell between them.
    const columns = maps.reduce((sum, map) => sum + 1 + map[0].length, image[0].length);
    const cell = Math.min((width - 4) / columns, (height - TITLE - BELOW) / image.length);
    const lefts = maps.map((_, k) =>
      2 + cell * maps.slice(0, k).reduce((sum, map) => sum + 1 + map[0].length, image[0].length + 1));
    const text = (content, x, y) => svg("text", { x, y, dy: "0.35em" }, content);
    const below = TITLE + cell * image.length + 20;
    const titles = [
      text("the digit", 2, TITLE / 2),
      ...filters.map(({ name }, k) => text(name, lefts[k], TITLE / 2)),
      text("weight · pixel", 2, below),
    ];
    const [axes, moving] = [svg("g", { class: "axes" }, ...titles), svg("g")];
    const font = { "font-family": "sans-serif", "font-size": 12 };
    const root = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label, ...font },
      axes, moving);

    const number = (value) => (cell < HOLDS ? "" : whole(value));
    const frame = (left, row, column, side) => svg("rect", {
      x: left + column * cell, y: TITLE + row * cell, width: side * cell, height: side * cell,
      fill: "none", stroke: palette.ink, "stroke-width": 2.5,
    });

    function show(at) {
      const { filter, row, column } = steps[at];
      const { weights } = filters[filter];
      const side = weights.length;
      const pairs = Convolution.pairs(image, weights, row, column);
      const lines = weights.map((_, u) => pairs.slice(side * u, side * (u + 1)));
      const products = lines.map((line) => line.map(([weight, pixel]) => weight * pixel));
      const written = (_, i, j) => lines[i][j].map(whole).join(" · ");
      const reached = maps.map((map) => map.map((line) => line.map(() => undefined)));
      for (const step of steps.slice(0, at + 1)) {
        reached[step.filter][step.row][step.column] = maps[step.filter][step.row][step.column];
      }
      const total = text(`sum = ${whole(Convolution.sum(image, weights, row, column))}`,
        2 + side * WIDE + 14, below + 14 + 1.5 * HIGH);
      moving.replaceChildren(
        ...cells(image, [2, TITLE], [cell, cell], ink, number),
        ...maps.flatMap((map, k) =>
          cells(reached[k], [lefts[k], TITLE], [cell, cell], largest(map), number)),
        frame(2, row, column, side),
        frame(lefts[filter], row, column, 1),
        svg("g", { class: "products" },
          ...cells(products, [2, below + 14], [WIDE, HIGH], ink * largest(weights), written)),
        svg("g", { class: "axes", "font-weight": "bold" }, total),
      );
    }
    return { root, show };
  }

  const sample = (attributes) => svg("svg", { class: "sample", viewBox: "0 0 28 18", "aria-hidden": "true" },
    svg("rect", { x: 6, y: 1, width: 16, height: 16, fill: CARD, ...attributes }));

  // The film of a player: see player.js.
  function film(recording, label) {
    const { convolution: { image, filters }, runs: [{ steps }] } = recording;
    const numbers = Widget.readout(["step", "row", "column", "sum"]);
    const sum = ({ filter, row, column }) => Convolution.sum(image, filters[filter].weights, row, column);
    const texts = (step) => [step.update, step.row, step.column, sum(step)].map(whole);
    return {
      steps,
      pace: 400,
      legend: [
        [sample({ stroke: palette.ink, "stroke-width": 2.5 }), "the filter's place"],
        [sample({ fill: SERIES[1] }), "above 0"],
        [sample({ fill: SERIES[0] }), "below 0"],
      ],
      numbers: numbers.node,
      showNumbers: (frame) => numbers.show(texts(steps[frame])),
      tell: (frame) => {
        const [step, row, column, total] = texts(steps[frame]);
        const { name } = filters[steps[frame].filter];
        return `step ${step}: ${name} At row ${row}, column ${column} the sum is ${total}`;
      },
      picture: (width, height) => picture(recording, { label, width, height }),
    };
  }

  return { film };
})();
