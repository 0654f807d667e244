"use strict";

// Questions that check themselves. Nothing is sent: the answer is in the page.
//
//   <form class="quiz" data-kind="choice" data-answer="1">
//   <form class="quiz" data-kind="number" data-answer="0.75" data-tolerance="0.02">
//
// descent.css hides the answer until the form has the class `answered`.

(() => {
  const { html } = Picture;

  // A number as people type it: with a true minus sign, or a decimal comma.
  function parse(text) {
    const plain = text.trim().replace("−", "-").replace(/^([^.,]*),([^.,]*)$/, "$1.$2");
    return plain === "" ? NaN : Number(plain);
  }

  const kinds = {
    choice(form) {
      const chosen = form.querySelector("input:checked");
      if (!chosen) return "Choose an answer first.";
      return chosen.value === form.dataset.answer;
    },
    number(form) {
      const found = parse(form.querySelector("input").value);
      if (Number.isNaN(found)) return "Type a number, such as 0.25.";
      const { answer, tolerance } = form.dataset;
      // A hair more than the tolerance, so that rounding decides nothing.
      return Math.abs(found - Number(answer)) <= Number(tolerance) * (1 + 1e-9) + 1e-12;
    },
  };

  function quiz(form) {
    const show = html("button", { type: "button", hidden: "" }, "Show the answer");
    const verdict = html("output");
    form.querySelector("fieldset").append(
      html("div", { class: "controls" }, html("button", {}, "Check"), show, verdict));

    function tell(text, { right, answered = right } = {}) {
      form.classList.toggle("answered", Boolean(answered));
      form.dataset.verdict = right ? "right" : right === false ? "wrong" : "";
      show.hidden = right !== false;
      verdict.textContent = text;
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const found = kinds[form.dataset.kind](form);
      if (found === true) tell("✓ Right.", { right: true });
      else if (found === false) tell("✗ Not yet. Try again.", { right: false });
      else tell(found);
    });
    form.addEventListener("input", () => tell(""));
    show.addEventListener("click", () => tell("The answer is below.", { answered: true }));
    // mdBook turns pages with the arrow keys; radio buttons need them.
    form.addEventListener("keydown", (event) => event.stopPropagation());
  }

  document.querySelectorAll("form.quiz").forEach(quiz);

  // A table or figure too wide for the screen scrolls; keys must reach it.
  for (const box of document.querySelectorAll(".table-wrapper, .picture")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }

  // On paper every hidden answer and hint is open.
  const closed = () => document.querySelectorAll("main details:not([open])");
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...closed()];
    opened.forEach((details) => (details.open = true));
  });
  addEventListener("afterprint", () => opened.forEach((details) => (details.open = false)));
})();
