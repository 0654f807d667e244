"use strict";

// A filter over an image: what lesson 12's Rust code computes, once more for
// its page. tests/book/convolution.test.js compares it with the recording.

const Convolution = (() => {
  // At one place of the map: each weight, and the pixel below it, row by row.
  const pairs = (image, weights, row, column) =>
    weights.flatMap((line, u) => line.map((weight, v) => [weight, image[row + u][column + v]]));

  // What the map holds there: the sum of weight × pixel.
  const sum = (image, weights, row, column) =>
    pairs(image, weights, row, column).reduce((total, [weight, pixel]) => total + weight * pixel, 0);

  return { pairs, sum };
})();

// For the test in node.
if (typeof module !== "undefined") module.exports = Convolution;
