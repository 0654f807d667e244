"use strict";

// Review: ten questions from the bank in the page, those missed first. What was
// answered stays in this browser.
//
// The plan is that of tutorials/src/review/plan.rs. Of a topic that was asked
// it knows [day, streak]: the day of the last answer, counted from 1 January
// 1970, and how many answers in a row were right.

const Review = (() => {
  const DISTANCES = [1, 3, 7, 21];
  const QUESTIONS = 10;

  // The day from which on a topic is asked again; at once, if it was missed.
  const due = ([day, streak]) =>
    day + (streak ? DISTANCES[Math.min(streak, DISTANCES.length) - 1] : 0);

  // What is known after one more answer; ahead of time no distance grows.
  function after(before, day, right) {
    const streak = before?.[1] ?? 0;
    const early = before && day < due(before);
    return [day, right ? streak + (early ? 0 : 1) : 0];
  }

  // The topics to ask on this day: those missed first, then those that are due
  // and new ones, mixed.
  function session(bank, known, day, random = Math.random) {
    const rank = (asked) => (asked ? (asked[1] ? 1 : 0) : 2);
    const ready = bank
      .filter(({ name }) => !known[name] || due(known[name]) <= day)
      .map((topic) => ({ topic, rank: rank(known[topic.name]), luck: random() }))
      .sort((a, b) => a.rank - b.rank || a.luck - b.luck)
      .slice(0, QUESTIONS);
    ready.sort((a, b) => Math.min(a.rank, 1) - Math.min(b.rank, 1) || a.luck - b.luck);
    return ready.map(({ topic }) => topic);
  }

  // A number as people type it: with a true minus sign, a decimal comma, or as
  // a fraction.
  function read(text) {
    const parts = text.trim().replaceAll("−", "-").replaceAll(",", ".").split("/");
    const numbers = parts.map((part) => (part.trim() === "" ? NaN : Number(part)));
    const number = numbers.length < 3 ? numbers.reduce((above, below) => above / below) : NaN;
    return Number.isFinite(number) ? number : null;
  }

  // Judges an answer: an option or a text or an order of lines, from 0. `true`,
  // what is wrong with it, or "" for a mistake that nobody knows; `null` is no
  // answer.
  function judge(question, answer) {
    if (question.kind === "choice") return question.options[answer].mistake ?? true;
    if (question.kind === "order") return Parsons.judge(question, answer);
    const found = read(answer);
    if (found === null) return null;
    const { right, tolerance, mistakes } = question;
    const off = (number) => Math.abs(found - number);
    // A hair more, so that rounding decides nothing.
    const is = (number, within) => off(number) <= within * (1 + 1e-9) + 1e-9;
    if (is(right, tolerance)) return true;
    // A mistake that is no whole number may be typed rounded.
    const rounding = (number) => (Number.isInteger(number) ? 0 : Math.abs(number) / 200);
    const [nearest] = [...mistakes].sort((a, b) => off(a.number) - off(b.number));
    const known = nearest && is(nearest.number, Math.max(tolerance, rounding(nearest.number)));
    return known ? nearest.mistake : "";
  }

  // What a browser kept of the topics, without what is no [day, streak].
  function sound(known) {
    const whole = (n) => Number.isInteger(n) && n >= 0;
    const asked = (pair) => Array.isArray(pair) && pair.length === 2 && pair.every(whole);
    return Object.fromEntries(Object.entries(known ?? {}).filter(([, pair]) => asked(pair)));
  }

  return { DISTANCES, QUESTIONS, after, due, judge, read, session, sound };
})();

if (typeof module !== "undefined") module.exports = Review;
else document.querySelectorAll(".review").forEach((place) => {
  const { html } = Picture;
  const { coded } = Parsons;
  const bank = JSON.parse(place.querySelector("script").textContent);
  const chapters = [...new Set(bank.map(({ chapter }) => chapter))];

  // ---- What the browser keeps ----------------------------------------------

  const KEY = "descent-review";
  let kept = { upto: chapters[0], known: {} };
  let keeps = true; // whether the browser does
  // What is kept now: another tab may have answered meanwhile.
  function load() {
    if (!keeps) return;
    try {
      kept = { ...kept, ...JSON.parse(localStorage.getItem(KEY) ?? "{}") };
    } catch { /* Without storage, or with another's in it, it begins anew. */ }
    if (!chapters.includes(kept.upto)) [kept.upto] = chapters;
    kept.known = Review.sound(kept.known);
  }
  function keep(change) {
    load();
    change();
    try {
      localStorage.setItem(KEY, JSON.stringify(kept));
    } catch {
      keeps = false; // Then it holds while the page is open.
    }
  }
  load();

  function today() {
    const now = new Date();
    return Math.floor((now.getTime() / 6e4 - now.getTimezoneOffset()) / 1440);
  }
  const inDays = (days) =>
    (days <= 0 ? "today" : days === 1 ? "tomorrow" : `in ${days} days`);
  const read = () => bank.filter(({ chapter }) =>
    chapters.indexOf(chapter) <= chapters.indexOf(kept.upto));
  // The day of the next question, of all that were read.
  const next = () => Math.min(...read().map(({ name }) =>
    (kept.known[name] ? Review.due(kept.known[name]) : 0)));

  // ---- Between sessions ----------------------------------------------------

  function begin(said = "") {
    const select = html("select", {}, ...chapters.map((chapter) =>
      html("option", chapter === kept.upto ? { selected: "" } : {}, chapter)));
    const start = html("button", { type: "button" }, "Begin");
    const forget = html("button", { type: "button" }, "Forget my answers");
    const status = html("p", { role: "status" });
    function tell() {
      const known = read().map(({ name }) => kept.known[name]).filter(Boolean);
      const missed = known.filter(([, streak]) => !streak).length;
      const ready = Review.session(read(), kept.known, today()).length;
      start.disabled = !ready;
      forget.disabled = !Object.keys(kept.known).length;
      status.textContent = `${said}${read().length} questions, ${known.length} answered, ${missed} missed last time. `
        + (ready ? `${ready} in this session.` : `The next come ${inDays(next() - today())}.`)
        + (keeps ? "" : " This browser lets the page keep nothing: what you answer holds until you close it.");
      said = "";
    }
    select.addEventListener("change", () => {
      keep(() => (kept.upto = select.value));
      tell();
    });
    start.addEventListener("click", () => {
      load();
      const topics = Review.session(read(), kept.known, today());
      if (topics.length) ask(topics);
      else tell();
    });
    forget.addEventListener("click", () => {
      keep(() => (kept.known = {}));
      tell();
    });
    tell();
    place.replaceChildren(html("div", { class: "quiz" },
      html("label", {}, "You have read up to ", select), status,
      html("div", { class: "controls" }, start, forget)));
    return start.disabled ? select : start;
  }

  // ---- Questions -----------------------------------------------------------

  // What to answer with: a node, what it holds (`null`: nothing yet), and what
  // to do then.
  function field(question) {
    if (question.kind === "order") {
      const { node, order } = Parsons.arrange(question);
      return { node, answer: () => (order().length ? order() : null), please: "Choose lines first." };
    }
    if (question.kind === "choice") {
      const node = html("div", {}, ...question.options.map(({ text }, i) =>
        html("label", {}, html("input", { type: "radio", name: "answer", value: i }),
          html("span", {}, ...coded(text)))));
      return {
        node,
        answer: () => node.querySelector("input:checked")?.value ?? null,
        please: "Choose an answer first.",
      };
    }
    const input = html("input",
      { type: "text", inputmode: "decimal", autocomplete: "off", size: 12 });
    const near = question.tolerance
      ? `Your answer, to within ${question.tolerance}: ` : "Your answer, a whole number: ";
    return {
      node: html("label", {}, near, input),
      answer: () => input.value,
      please: "Type a number, such as 0.25, −3 or 1/3.",
    };
  }

  // The right answer, in words or lines.
  function right(question) {
    if (question.kind === "number") {
      const digits = String(Number(question.right.toPrecision(4))).replace("-", "−");
      return html("p", {}, "The answer is ", html("strong", {}, digits), ".");
    }
    if (question.kind === "choice") {
      const { text } = question.options.find(({ mistake }) => mistake === null);
      return html("p", {}, "The answer is: ", html("strong", {}, ...coded(text)));
    }
    const lines = question.lines.filter((line) => line.place !== null);
    lines.sort((a, b) => a.place - b.place);
    return html("ol", {}, ...lines.map(({ code }) => html("li", {}, html("code", {}, code))));
  }

  function ask(topics, number = 0, score = 0) {
    if (number === topics.length) {
      begin(`Right at the first try: ${score} of ${number}. `).focus();
      return;
    }
    const topic = topics[number];
    const { variants } = topic;
    const question = variants[Math.floor(Math.random() * variants.length)];
    const { node, answer, please } = field(question);
    const verdict = html("output");
    const check = html("button", {}, "Check");
    const onward = html("button", { type: "button", hidden: "" },
      number + 1 < topics.length ? "Next question" : "Done");
    const solution = html("div", { class: "answer" }, right(question), html("p", {}, ...coded(question.why)));
    const form = html("form", { class: "quiz" },
      html("p", { class: "goal" }, `${number + 1} of ${topics.length}. ${topic.chapter}. You can ${topic.goal}.`),
      html("fieldset", {}, html("legend", {}, ...coded(question.text)), node),
      html("div", { class: "controls" }, check, onward), verdict, solution);
    let tries = 0;
    let first = false;

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const given = answer();
      const found = given === null ? null : Review.judge(question, given);
      if (found === null) {
        verdict.textContent = please;
        return;
      }
      tries++;
      const done = found === true || tries === 2;
      if (tries === 1) {
        first = found === true;
        keep(() => (kept.known[topic.name] = Review.after(kept.known[topic.name], today(), first)));
      }
      form.dataset.verdict = found === true ? "right" : "wrong";
      form.classList.toggle("answered", done);
      verdict.replaceChildren(...found === true ? [html("strong", {}, "✓ Right.")]
        : [html("strong", {}, "✗ Not right."), found && " ", ...coded(found), done ? "" : " Try once more."]);
      check.hidden = done;
      onward.hidden = !done;
      if (done) onward.focus();
    });
    onward.addEventListener("click", () => ask(topics, number + 1, score + (first ? 1 : 0)));
    // mdBook turns pages with the arrow keys.
    form.addEventListener("keydown", (event) => event.stopPropagation());
    place.replaceChildren(form);
    form.querySelector("input, .line").focus();
  }

  begin();
});
