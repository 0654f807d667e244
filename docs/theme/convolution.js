"use strict";

// A filter over an image, as lesson 12 slides it: what its Rust code computes,
// once more for the page. Nothing here draws, and
// tests/book/convolution.test.js compares it with the lesson's recording.

const Convolution = (() => {
  // At one place of the map: each weight, and the pixel below it, row by row.
  const pairs = (image, weights, row, column) =>
    weights.flatMap((line, u) => line.map((weight, v) => [weight, image[row + u][column + v]]));

  // What the map holds there: the sum of weight × pixel.
  const sum = (image, weights, row, column) =>
    pairs(image, weights, row, column).reduce((total, [weight, pixel]) => total + weight * pixel, 0);

  // The sums at all places, in rows.
  function map(image, weights) {
    const places = (pixels, side) => [...Array(pixels - side + 1).keys()];
    const columns = places(image[0].length, weights[0].length);
    return places(image.length, weights.length).map((row) =>
      columns.map((column) => sum(image, weights, row, column)));
  }

  return { pairs, sum, map };
})();

// For the test in node.
if (typeof module !== "undefined") module.exports = Convolution;
