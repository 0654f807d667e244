"use strict";

// Lines of code to put in order, among lines that belong nowhere: by clicks, by
// dragging with the mouse, or by keys. The question is in the page, as
// tutorials/src/review/order.rs makes it; nothing is sent.

const Parsons = (() => {
  // Judges lines, given by their numbers from 0 in an order: `true`, or what is
  // wrong. The same as judge_order in tutorials/src/review/question.rs.
  function judge({ lines, rules }, order) {
    const given = order.map((i) => lines[i]);
    const at = (place) => given.findIndex((line) => line.place === place);
    const stray = given.find(({ place }) => place === null);
    if (stray) return `\`${stray.code}\`: ${stray.mistake}`;
    const broken = rules.find(({ first, then }) => at(then) >= 0 && at(first) > at(then));
    if (broken) return broken.mistake;
    const right = lines.filter(({ place }) => place !== null).sort((a, b) => a.place - b.place);
    const missing = right.find((line) => !given.includes(line));
    return missing ? `A line is missing: ${missing.mistake}` : true;
  }

  // The lines to arrange: `node` to show, and `order()`, the numbers of those
  // that were chosen.
  function arrange({ lines }) {
    const { html } = Picture;
    const chosen = html("ol", { class: "chosen", "aria-label": "Your program" });
    const rest = html("ul", { class: "rest", "aria-label": "Lines to choose from" });
    const status = html("p", { class: "for-screen-readers", role: "status" });
    const lists = [chosen, rest];

    function moved(item) {
      const place = [...item.parentNode.children].indexOf(item) + 1;
      status.textContent = item.parentNode === chosen
        ? `Line ${place} of your program.` : "Left out.";
      item.dispatchEvent(new Event("input", { bubbles: true }));
    }

    // Adds a line at the end of the program, or takes it out again.
    function toggle(item) {
      (item.parentNode === chosen ? rest : chosen).append(item);
      item.firstChild.focus();
      moved(item);
    }

    function byKey(event, item) {
      const up = event.key === "ArrowUp";
      if (!up && event.key !== "ArrowDown") return;
      event.preventDefault();
      const other = up ? item.previousSibling : item.nextSibling;
      if (!other) return;
      if (up) other.before(item);
      else other.after(item);
      item.firstChild.focus();
      moved(item);
    }

    // Follows the mouse, from list to list. A finger scrolls, and taps.
    function drag(event, item) {
      if (event.pointerType === "touch" || event.button !== 0) return;
      const from = event.clientY;
      let dragging = false;
      const move = ({ clientY }) => {
        dragging ||= Math.abs(clientY - from) > 5;
        if (!dragging) return;
        item.classList.add("dragged");
        const list = lists.find((one) => clientY < one.getBoundingClientRect().bottom) ?? rest;
        const below = [...list.children].find((other) => {
          const { top, height } = other.getBoundingClientRect();
          return other !== item && clientY < top + height / 2;
        });
        list.insertBefore(item, below ?? null);
      };
      const end = () => {
        removeEventListener("pointermove", move);
        removeEventListener("pointerup", end);
        removeEventListener("pointercancel", end);
        if (!dragging) return;
        item.classList.remove("dragged");
        // The click that follows a drag is no click.
        item.firstChild.dataset.dragged = "";
        setTimeout(() => delete item.firstChild.dataset.dragged);
        moved(item);
      };
      addEventListener("pointermove", move);
      addEventListener("pointerup", end);
      addEventListener("pointercancel", end);
    }

    rest.append(...lines.map(({ code }, i) => {
      const button = html("button", { type: "button", class: "line" }, html("code", {}, code));
      const item = html("li", { "data-line": i }, button);
      button.addEventListener("click", () => "dragged" in button.dataset || toggle(item));
      button.addEventListener("keydown", (event) => byKey(event, item));
      button.addEventListener("pointerdown", (event) => drag(event, item));
      return item;
    }));
    const node = html("div", { class: "arrange" },
      html("p", {}, "Your program: a click or a tap on a line below adds it at the end, another one takes it out. "
        + "A line moves with the arrow keys or the mouse. "
        + "To put one in between with taps alone, take out those that come after it, and add them again."),
      chosen, html("p", {}, "Left out:"), rest, status);
    const order = () => [...chosen.children].map((item) => Number(item.dataset.line));
    return { node, order };
  }

  // A text with code in backticks, as nodes.
  const coded = (text) =>
    text.split("`").map((part, i) => (i % 2 ? Picture.html("code", {}, part) : part));

  function enhance(box) {
    const { html } = Picture;
    const form = box.querySelector("form");
    const question = JSON.parse(box.querySelector("script").textContent);
    const { node, order } = arrange(question);
    const show = html("button", { type: "button", hidden: "" }, "Show the answer");
    const verdict = html("output");
    const fieldset = form.querySelector("fieldset");
    fieldset.querySelector("ol").before(node); // descent.css shows one on screen, one on paper
    fieldset.append(html("div", { class: "controls" }, html("button", {}, "Check"), show), verdict);

    function tell(texts, { right, answered = right } = {}) {
      box.classList.toggle("answered", Boolean(answered));
      box.dataset.verdict = right ? "right" : right === false ? "wrong" : "";
      show.hidden = right !== false;
      verdict.replaceChildren(...texts);
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const found = order().length ? judge(question, order()) : null;
      if (found === true) tell([html("strong", {}, "✓ Right.")], { right: true });
      else if (found) tell([html("strong", {}, "✗ Not yet."), " ", ...coded(found)], { right: false });
      else tell(["Choose lines first."]);
    });
    form.addEventListener("input", () => tell([]));
    show.addEventListener("click", () => tell(["The answer is below."], { answered: true }));
    // mdBook turns pages with the arrow keys.
    form.addEventListener("keydown", (event) => event.stopPropagation());
  }

  if (typeof document !== "undefined") document.querySelectorAll(".order").forEach(enhance);

  return { arrange, coded, judge };
})();

if (typeof module !== "undefined") module.exports = Parsons;
