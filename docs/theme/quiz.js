"use strict";

// Questions that check themselves. Nothing is sent: the answer is in the page.
//
//   <form class="quiz" data-kind="choice" data-answer="1">
//   <form class="quiz" data-kind="number" data-answer="0.75" data-tolerance="0.02">
//
// descent.css hides the answer until the form has the class `answered`. A list
// `wrong` holds what is said to a wrong answer: <li data-at="0.5">.

(() => {
  const { html } = Picture;

  // A hair more than the tolerance, so that rounding decides nothing.
  const near = (found, value, tolerance) => Math.abs(found - value) <= tolerance * (1 + 1e-9) + 1e-12;

  // The line that was written for a wrong answer, if there is one.
  const line = (form, found, tolerance) =>
    [...form.querySelectorAll(".wrong li")].find(({ dataset }) => near(found, Number(dataset.at), tolerance));

  const kinds = {
    choice(form) {
      const chosen = form.querySelector("input:checked");
      if (!chosen) return { problem: "Choose an answer first." };
      return { right: chosen.value === form.dataset.answer, line: line(form, Number(chosen.value), 0) };
    },
    number(form) {
      const found = Review.read(form.querySelector("input").value);
      if (found === null) return { problem: "Type a number, such as 0.25, −3 or 1/3." };
      const { answer, tolerance } = form.dataset;
      return { right: near(found, Number(answer), Number(tolerance)), line: line(form, found, Number(tolerance)) };
    },
  };

  function quiz(form) {
    const show = html("button", { type: "button", hidden: "" }, "Show the answer");
    const verdict = html("output");
    form.querySelector("fieldset").append(
      html("div", { class: "controls" }, html("button", {}, "Check"), show, verdict));

    function tell(text, { right, answered = right, line } = {}) {
      form.classList.toggle("answered", Boolean(answered));
      form.dataset.verdict = right ? "right" : right === false ? "wrong" : "";
      show.hidden = right !== false;
      verdict.innerHTML = line?.innerHTML ?? "";
      verdict.prepend(html("strong", {}, text), line ? " " : "");
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const { problem, right, line } = kinds[form.dataset.kind](form);
      if (problem) tell(problem);
      else if (right) tell("✓ Right.", { right });
      else tell(line ? "✗ Not yet." : "✗ Not yet. Try again.", { right, line });
    });
    form.addEventListener("input", () => tell(""));
    show.addEventListener("click", () => tell("The answer is below.", { answered: true }));
    // mdBook turns pages with the arrow keys; radio buttons need them.
    form.addEventListener("keydown", (event) => event.stopPropagation());
  }

  document.querySelectorAll("form.quiz").forEach(quiz);

  // On paper every hidden answer and hint is open.
  const closed = () => document.querySelectorAll("main details:not([open])");
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...closed()];
    opened.forEach((details) => (details.open = true));
  });
  addEventListener("afterprint", () => opened.forEach((details) => (details.open = false)));
})();
