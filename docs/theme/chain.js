"use strict";

// The graph of lesson 4: the loss of a line at one point, in four operations,
// and back through them. Nothing here draws, and tests/book/chain.test.js
// compares it with what the lesson computed.

const Chain = (() => {
  // In the order of computing. An operation says what it is made `of`, its
  // value, and its derivative by each of these, in numbers and as written.
  const NODES = [
    { key: "a", name: "a" },
    { key: "x", name: "x" },
    {
      key: "ax", name: "a · x", of: ["a", "x"], value: ({ a, x }) => a * x,
      by: [({ x }) => x, ({ a }) => a], written: ["x", "a"],
    },
    { key: "b", name: "b" },
    {
      key: "y_pred", name: "ŷ = ax + b", of: ["ax", "b"], value: ({ ax, b }) => ax + b,
      by: [() => 1, () => 1], written: ["1", "1"],
    },
    { key: "y", name: "y" },
    {
      key: "error", name: "e = ŷ − y", of: ["y_pred", "y"], value: ({ y_pred, y }) => y_pred - y,
      by: [() => 1, () => -1], written: ["1", "−1"],
    },
    {
      key: "loss", name: "L = e²", of: ["error"], value: ({ error }) => error ** 2,
      by: [({ error }) => 2 * error], written: ["2e"],
    },
  ];

  // The value of every node, from those of a, x, b and y.
  function forward(inputs) {
    const values = { ...inputs };
    for (const { key, value } of NODES) if (value) values[key] = value(values);
    return values;
  }

  // The moments of the way back: before it, the loss, which has the gradient 1,
  // then a share for each edge. Each has the gradients that are known by then.
  function backward(values) {
    const moments = [{ gradients: {} }, { to: "loss", gradients: { loss: 1 } }];
    for (const { key, of = [], by, written } of [...NODES].reverse()) {
      of.forEach((parent, i) => {
        const { gradients } = moments.at(-1);
        const derivative = by[i](values);
        const share = gradients[key] * derivative;
        moments.push({
          from: key, to: parent, gradient: gradients[key], derivative, written: written[i], share,
          gradients: { ...gradients, [parent]: (gradients[parent] ?? 0) + share },
        });
      });
    }
    return moments;
  }

  return { NODES, forward, backward };
})();

// For the test in node.
if (typeof module !== "undefined") module.exports = Chain;
