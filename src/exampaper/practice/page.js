// The practice page: shows questions, reads what is typed, has it marked, tells what it was worth, and remembers.
import { mark, read, speak, ticked } from "./marker.js";

const json = (id) => JSON.parse(document.getElementById(id).textContent);
speak(json("vocabulary"));
const DATA = json("data");
const byId = (id) => document.getElementById(id);

// ------------------------------------------------------------------ elements

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== undefined && value !== null) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

// Markup that the page's own author wrote: never anything that was typed.
function markup(name, html, attributes = {}) {
  const made = element(name, attributes);
  made.innerHTML = html;
  return made;
}

// ------------------------------------------------------------------ contents

const unpacked = new Map();

function unmasked(bytes, name) {
  let state = new TextEncoder().encode(name).reduce((sum, byte) => sum + byte, 0) % 251 + 1;
  return bytes.map((byte) => {
    state = state * 75 % 65537;
    return byte ^ (state & 255);
  });
}

async function variantsOf(question) {
  if (!unpacked.has(question.id)) {
    const bytes = Uint8Array.from(atob(question.variants), (letter) => letter.charCodeAt(0));
    const stream = new Blob([unmasked(bytes, question.id)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    unpacked.set(question.id, JSON.parse(await new Response(stream).text()));
  }
  return unpacked.get(question.id);
}

// ------------------------------------------------------------------ progress

const STORE = `exampaper practice: ${DATA.title}`;

function stored() {
  try { return JSON.parse(localStorage.getItem(STORE)) || {}; } catch { return {}; }
}
let progress = stored();

function remember(id, entry) {
  progress[id] = { ...progress[id], ...entry };
  try { localStorage.setItem(STORE, JSON.stringify(progress)); } catch { /* a private window keeps nothing */ }
  showList();
}

function stateOf(question) {
  const known = progress[question.id];
  if (!known || known.earned === undefined) return "new";
  if (known.earned >= question.marks) return "right";
  return known.earned > 0 ? "part" : "wrong";
}

function showScore() {
  const tried = DATA.questions.filter((question) => stateOf(question) !== "new");
  const earned = tried.reduce((sum, question) => sum + progress[question.id].earned, 0);
  const possible = tried.reduce((sum, question) => sum + question.marks, 0);
  const all = DATA.questions.length;
  byId("score").textContent = tried.length
    ? `${tried.length} of ${all} questions tried: ${earned} of ${possible} marks`
    : `${all} ${all === 1 ? "question" : "questions"}`;
}

function saveFile() {
  const content = JSON.stringify({ title: DATA.title, date: new Date().toISOString(), progress, byTopic: byTopic() }, null, 1);
  const link = element("a", { href: URL.createObjectURL(new Blob([content], { type: "application/json" })), download: "progress.json" });
  link.click();
  URL.revokeObjectURL(link.href);
}

function byTopic() {
  const topics = {};
  for (const question of DATA.questions) {
    if (stateOf(question) === "new") continue;
    const topic = topics[question.topic] ||= { questions: 0, earned: 0, marks: 0 };
    topic.questions += 1;
    topic.earned += progress[question.id].earned;
    topic.marks += question.marks;
  }
  return topics;
}

// ------------------------------------------------------------------ the list of questions

let current = null;
const WORDS = { new: "not tried yet", right: "right", part: "partly right", wrong: "wrong" };

function isWanted(question) {
  const state = stateOf(question);
  const filter = byId("filter").value;
  return filter === "all" || (filter === "new" ? state === "new" : state === "wrong" || state === "part");
}

function showList() {
  showScore();
  const entries = DATA.questions.map((question, number) => [question, number]).filter(([question]) => isWanted(question));
  const items = entries.map(([question, number]) => {
    const state = stateOf(question);
    const button = markup("button", `${number + 1}. ${question.title}`, {
      type: "button",
      class: state === "new" ? "" : `done-${state}`,
      "aria-current": question === current ? "true" : null,
      onclick: () => open(question),
    });
    button.append(element("span", { class: "skip" }, `, ${WORDS[state]}`));
    return element("li", {}, button);
  });
  const number = DATA.questions.indexOf(current) + 1;
  byId("where").textContent = number ? `Question ${number} of ${DATA.questions.length}` : "Questions";
  byId("list").replaceChildren(...(items.length ? items : [element("li", {}, "Nothing to show here.")]));
}

// ------------------------------------------------------------------ fields

let names = 0;
const newName = () => `field-${++names}`;

const HELP = {
  number: "a number, such as 12, 3.5 or 2/3",
  formula: "a formula, such as 2x^2 + sqrt(x)",
  vector: "values with commas between them, such as 1, 2, 3",
  set: "the elements, such as {1, 2}; or none",
  interval: "an interval or a union, such as [0, 1) or (-oo, 2] U {5}",
  order: "an order of growth, such as n log n",
  word: "a word",
};

function textField(field, legend) {
  const name = newName();
  const preview = element("output", { class: "preview", for: name });
  const help = field.spec.unit ? `${HELP.number}, with its unit` : HELP[field.spec.type];
  const input = element("input", {
    type: "text", id: name, autocomplete: "off", autocapitalize: "none", spellcheck: "false", "aria-describedby": `${name}-help`,
    oninput: () => preview.replaceChildren(...previewOf(field.spec, input.value)),
  });
  const label = element("label", { for: name }, legend);
  const note = element("small", { id: `${name}-help` }, help || "");
  return { node: element("div", { class: "field" }, label, input, note, element("br"), preview), text: () => input.value };
}

function codeField(field, legend) {
  const name = newName();
  const input = element("textarea", { id: name, class: "code", spellcheck: "false", autocapitalize: "none" });
  return { node: element("div", { class: "field" }, element("label", { for: name }, legend), input), text: () => input.value };
}

function gridField(field, legend) {
  const rows = field.key.length, columns = field.key[0].length;
  const inputs = Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, column) =>
    element("input", { type: "text", autocomplete: "off", autocapitalize: "none", "aria-label": `row ${row + 1}, column ${column + 1}` })));
  const grid = element("div", { class: "grid", style: `grid-template-columns: repeat(${columns}, minmax(2.5rem, 6rem))` }, ...inputs.flat());
  const text = () => (inputs.flat().every((input) => !input.value.trim()) ? ""
    : `[${inputs.map((row) => `[${row.map((input) => input.value.trim() || "?").join("; ")}]`).join("; ")}]`);
  return { node: element("fieldset", {}, element("legend", {}, legend), grid), text };
}

function optionField(options, legend, type, joined) {
  const name = newName();
  const inputs = options.map((option) => element("input", { type, name, value: option.value }));
  const rows = options.map((option, number) => element("label", { class: "option" }, inputs[number], element("span", {}, option.text)));
  const text = () => joined(inputs.filter((input) => input.checked).map((input) => input.value));
  return { node: element("fieldset", {}, element("legend", {}, legend), ...rows), text };
}

function fieldFor(field, position) {
  const legend = field.label ? `Your answer: ${field.label}` : `Your answer${position}`;
  const spec = field.spec;
  const options = (values) => [...values].map((value) => ({ value, text: value }));
  switch (spec.type) {
    case "matrix": return gridField(field, legend);
    case "output": return codeField(field, legend);
    case "choice": return optionField(options(spec.letters), legend, "radio", (chosen) => chosen[0] || "");
    case "one": return optionField(options(spec.words), legend, "radio", (chosen) => chosen[0] || "");
    case "ticks": {
      const numbers = Array.from({ length: spec.count }, (_, n) => ({ value: String(n + 1), text: `Statement ${n + 1}` }));
      return optionField(numbers, "Select the true statements", "checkbox", (chosen) => chosen.join(", ") || "none");
    }
  }
  return textField(field, legend);
}

// ------------------------------------------------------------------ how a formula was understood

const NAMESPACE = "http://www.w3.org/1998/Math/MathML";

function maths(name, ...children) {
  const made = document.createElementNS(NAMESPACE, name);
  made.append(...children);
  return made;
}

function previewOf(spec, text) {
  if (!["formula", "order"].includes(spec.type) || !text.trim()) return [];
  try {
    return ["understood as ", maths("math", treeMaths(read(spec, text)))];
  } catch (error) {
    return [error.message];
  }
}

const SIGNS = { "+": "+", "-": "−", "*": "⋅", "/": "/", "^": "^" };
const STRENGTH = { "+": 1, "-": 1, "*": 2, "/": 3, "^": 4 };

function treeMaths(tree) {
  switch (tree.kind) {
    case "number": return maths("mn", tree.value.whole ? String(tree.value.n) : decimalOf(tree));
    case "letter": return maths("mi", tree.name === "pi" ? "π" : tree.name);
    case "negative": return maths("mrow", maths("mo", "−"), bracketed(tree.body, 2));
    case "call": return callMaths(tree);
    case "operation": return operationMaths(tree);
  }
  return maths("mtext", "…");
}

function decimalOf(tree) {
  if (tree.places === null || tree.places === undefined) return `${tree.value.n}/${tree.value.d}`;
  return tree.value.toNumber().toFixed(tree.places);
}

function operationMaths({ operator, left, right }) {
  if (operator === "/") return maths("mfrac", treeMaths(left), treeMaths(right));
  if (operator === "^") return maths("msup", bracketed(left, 5), treeMaths(right));
  const strength = STRENGTH[operator];
  return maths("mrow", bracketed(left, strength), maths("mo", SIGNS[operator] || operator), bracketed(right, strength + (operator === "-" ? 1 : 0)));
}

function callMaths({ name, args }) {
  if (name === "sqrt") return maths("msqrt", treeMaths(args[0]));
  if (name === "abs") return maths("mrow", maths("mo", "|"), treeMaths(args[0]), maths("mo", "|"));
  if (name === "factorial") return maths("mrow", bracketed(args[0], 5), maths("mo", "!"));
  const inside = args.flatMap((arg, number) => (number ? [maths("mo", ";"), treeMaths(arg)] : [treeMaths(arg)]));
  return maths("mrow", maths("mi", name), maths("mo", "("), ...inside, maths("mo", ")"));
}

function bracketed(tree, strength) {
  const own = tree.kind === "negative" ? 1 : tree.kind === "operation" ? STRENGTH[tree.operator] : 9;
  const body = treeMaths(tree);
  return own < strength && tree.operator !== "/" ? maths("mrow", maths("mo", "("), body, maths("mo", ")")) : body;
}

// ------------------------------------------------------------------ marking

// What a part's fields are worth together: marks, and what to tell.
function marked(part, texts) {
  const judged = part.fields.map((field, number) => judgedField(field, texts[number]));
  const share = part.marks / part.fields.length;
  const unreadable = judged.some((each) => each.kind === "unreadable");
  const earned = judged.reduce((sum, each) => sum + (each.kind === "right" ? share : ["slip", "partly"].includes(each.kind) ? Math.min(share, each.marks) : 0), 0);
  return { judged, earned: Math.floor(earned + 1e-9), complete: !unreadable };
}

function judgedField(field, text) {
  if (!text.trim()) return { kind: "unreadable", message: "Nothing is typed yet." };
  const judgement = mark(field.spec, field.key, text);
  if (judgement.verdict === "wrong") {
    const slip = field.slips.find((known) => mark(field.spec, known.key, text).verdict === "right");
    if (slip) return { kind: "slip", slip, marks: slip.marks };
    if (field.earned.length) return { kind: "partly", marks: ticked(field.earned, field.key, field.spec, text) };
  }
  return { kind: judgement.verdict, message: judgement.message };
}

function toldOf(each, part) {
  switch (each.kind) {
    case "right": return element("p", { class: "right" }, `Right. ${marksText(part)}`);
    case "slip": return slipText(each.slip, part);
    case "partly": return element("p", { class: each.marks > 0 ? "imprecise" : "wrong" }, `Not right: ${each.marks} of ${part.marks} ${plural(part.marks)}.`);
    case "imprecise": return element("p", { class: "imprecise" }, `Nearly: ${each.message}`);
    case "undecided": return element("p", { class: "imprecise" }, `This cannot be compared by a program: ${each.message}`);
    case "unreadable": return element("p", { class: "imprecise" }, each.message);
  }
  return element("p", { class: "wrong" }, `Not right.${each.message ? ` ${each.message}` : ""}`);
}

const marksText = (part) => (part.fields.length === 1 ? `${part.marks} of ${part.marks} ${plural(part.marks)}.` : "");
const plural = (count) => (count === 1 ? "mark" : "marks");

function slipText(slip, part) {
  const lead = slip.carried ? "Follows rightly from an earlier answer: " : "Looks like: ";
  const told = element("p", { class: "slip" }, lead, markup("span", slip.name.replace("carried over: ", "")));
  told.append(`. ${slip.marks} of ${part.marks} ${plural(part.marks)}.`);
  return told;
}

// ------------------------------------------------------------------ a part

function partOf(question, part, number, earned) {
  const section = element("section", { class: "part", "aria-label": part.label ? `Part ${part.label}` : "Answer" });
  if (part.label) section.append(element("h3", {}, `(${part.label}) ${part.marks} ${plural(part.marks)}`));
  section.append(markup("div", part.text));
  const feedback = element("div", { class: "feedback", "aria-live": "polite" });
  const points = part.points.slice();
  const hint = element("button", { type: "button", onclick: () => showHint(points, feedback, hint) }, "Hint");
  const solution = element("button", { type: "button" }, "Show the answer");
  const done = (marks) => { earned[number] = marks; };
  if (part.fields.length) {
    const fields = part.fields.map((field) => fieldFor(field, part.label ? ` to (${part.label})` : ""));
    const check = () => {
      const result = marked(part, fields.map((field) => field.text()));
      feedback.replaceChildren(...result.judged.map((each) => toldOf(each, part)));
      if (result.complete) done(result.earned);
    };
    section.append(element("form", { onsubmit: (event) => { event.preventDefault(); check(); } },
      ...fields.map((field) => field.node),
      element("div", { class: "actions" }, element("button", { class: "first" }, "Check"), hint, solution)));
    solution.addEventListener("click", () => showAnswer(part, section, solution, null));
  } else {
    const name = newName();
    section.append(element("div", { class: "field" }, element("label", { for: name }, "Your notes"), element("textarea", { id: name })),
      element("div", { class: "actions" }, solution, hint));
    solution.textContent = "Compare with the answer";
    solution.addEventListener("click", () => showAnswer(part, section, solution, done));
  }
  section.append(feedback);
  return section;
}

function showHint(points, feedback, button) {
  const point = points.shift();
  if (point) feedback.append(markup("p", `Hint, for ${point.marks} ${plural(point.marks)}: ${point.text.replace(/^<p>|<\/p>$/g, "")}`));
  if (!points.length) button.disabled = true;
}

// done: hears the marks that students give themselves; null where the program marks.
function showAnswer(part, section, button, done) {
  const box = element("div", { class: "solution" }, element("h3", {}, "Answer"), markup("div", part.answer), element("h3", {}, "Marking"));
  if (done) box.append(checklist(part, done));
  else box.append(element("ul", {}, ...part.points.map((point) => markup("li", `[${point.marks}] ${point.text.replace(/^<p>|<\/p>$/g, "")}`))));
  section.append(box);
  button.disabled = true;
}

function checklist(part, done) {
  const boxes = part.points.map(() => element("input", { type: "checkbox" }));
  const total = element("p", { role: "status" });
  const count = () => {
    const marks = part.points.reduce((sum, point, number) => sum + (boxes[number].checked ? point.marks : 0), 0);
    total.textContent = `You give yourself ${marks} of ${part.marks} ${plural(part.marks)}.`;
    done(marks);
  };
  const rows = part.points.map((point, number) => {
    boxes[number].addEventListener("change", count);
    return element("label", { class: "option" }, boxes[number], markup("span", `[${point.marks}] ${point.text.replace(/^<p>|<\/p>$/g, "")}`));
  });
  count();
  return element("fieldset", {}, element("legend", {}, "Tick what your answer has"), ...rows, total);
}

// ------------------------------------------------------------------ a question

async function open(question, step = 0) {
  current = question;
  const variants = await variantsOf(question);
  const at = ((progress[question.id]?.variant || 0) + step) % variants.length;
  const variant = variants[at];
  remember(question.id, { variant: at });
  const earned = recorder(question, variant.parts.length);
  const about = `${question.topic}, ${question.marks} ${plural(question.marks)}, ${question.minutes} min, difficulty ${question.difficulty} of 5`;
  const next = DATA.questions[(DATA.questions.indexOf(question) + 1) % DATA.questions.length];
  byId("question").replaceChildren(
    markup("h2", question.title),
    element("p", { class: "about" }, about),
    markup("div", variant.stem),
    ...variant.parts.map((part, number) => partOf(question, part, number, earned)),
    element("div", { class: "actions" },
      variants.length > 1 ? element("button", { type: "button", onclick: () => open(question, 1).then(focusQuestion) }, "Another one like this") : "",
      DATA.questions.length > 1 ? element("button", { type: "button", onclick: () => open(next).then(focusQuestion) }, "Next question") : ""),
  );
  for (const region of byId("question").querySelectorAll(".wide, pre, figure")) region.setAttribute("tabindex", "0");
}

const focusQuestion = () => byId("question").focus();

// The marks of a question's parts: once each of them is known, they are remembered.
function recorder(question, count) {
  const marks = new Array(count).fill(null);
  return new Proxy(marks, {
    set(target, key, value) {
      target[key] = value;
      if (target.every((each) => each !== null)) {
        const earned = target.reduce((sum, each) => sum + each, 0);
        const before = progress[question.id] || {};
        remember(question.id, { earned, best: Math.max(earned, before.best || 0), tries: (before.tries || 0) + 1 });
      }
      return true;
    },
  });
}

// ------------------------------------------------------------------ timer

let ticking = null;

function toggleTimer() {
  const button = byId("timer"), clock = byId("clock");
  if (ticking) {
    clearInterval(ticking);
    ticking = null;
    clock.textContent = "";
  } else {
    const end = Date.now() + 60000 * DATA.questions.reduce((sum, question) => sum + question.minutes, 0);
    const show = () => {
      const left = Math.max(0, Math.round((end - Date.now()) / 1000));
      clock.textContent = left ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")} left` : "Time is up.";
    };
    show();
    ticking = setInterval(show, 1000);
  }
  button.setAttribute("aria-pressed", String(Boolean(ticking)));
}

// ------------------------------------------------------------------ begin

byId("filter").addEventListener("change", showList);
byId("timer").addEventListener("click", toggleTimer);
byId("export").addEventListener("click", saveFile);
byId("clear").addEventListener("click", () => {
  if (!confirm("Forget what was tried on this device?")) return;
  progress = {};
  try { localStorage.removeItem(STORE); } catch { /* nothing was kept */ }
  showList();
});
showList();
await open(DATA.questions[0]);
document.documentElement.dataset.ready = "true";
