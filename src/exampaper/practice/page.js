// The practice page: shows questions, reads what is typed, has it marked, tells what it was worth, and remembers.
//# file
import { mark, worthIn } from "./marker.js";
//# end
import { read, speak } from "./marker.js";

const json = (id) => JSON.parse(document.getElementById(id).textContent);
speak(json("vocabulary"));
const DATA = json("data"), W = json("words");
const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const counted = (forms, n, values) => say(forms[new Intl.PluralRules(W.lang).select(n)], { n, ...values });
const marksOf = (earned, marks) => counted(W.marksOf, marks, { earned });

// What the marker says, in the language of the page. Patterns come with their translations.
function spoken(message) {
  const found = W.messages.find(([pattern]) => message.match(pattern));
  return found ? say(found[1], message.match(found[0])) : message;
}
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

//# file
// ------------------------------------------------------------------ contents of this file

const contents = new Map();

function unmasked(bytes, name) {
  let state = new TextEncoder().encode(name).reduce((sum, byte) => sum + byte, 0) % 251 + 1;
  return bytes.map((byte) => {
    state = state * 75 % 65537;
    return byte ^ (state & 255);
  });
}

// The twin of exampaper.practice.packing.
const FIRST_PIECE = 0x100;

function joined(value, pieces) {
  if (typeof value === "string") return [...value].map((sign) => pieces[sign.codePointAt(0) - FIRST_PIECE]).join("");
  if (Array.isArray(value)) return value.map((item) => joined(item, pieces));
  if (value === null || typeof value !== "object") return value;
  return value.whole ? value.whole[0] : mapped(value, (item) => joined(item, pieces));
}

const mapped = (object, change) => Object.fromEntries(Object.entries(object).map(([name, item]) => [name, change(item)]));

function rowOf(columns, number) {
  if ("same" in columns) return columns.same;
  if (columns.names) return mapped(columns.names, (column) => rowOf(column, number));
  return columns.items ? columns.items.map((column) => rowOf(column, number)) : columns.each[number];
}

async function contentOf(question) {
  if (!contents.has(question.id)) {
    const bytes = Uint8Array.from(atob(question.variants), (letter) => letter.charCodeAt(0));
    const stream = new Blob([unmasked(bytes, question.id)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    contents.set(question.id, JSON.parse(await new Response(stream).text()));
  }
  return contents.get(question.id);
}

// This file has some variants of each question, with keys and answers.
const SOURCE = {
  goesOn: (question) => question.count > 1,
  async draw(question, step) {
    const [pieces, columns] = await contentOf(question);
    const at = ((progress[question.id]?.variant || 0) + step) % question.count;
    remember(question.id, { variant: at });
    return joined(rowOf(columns, at), pieces);
  },
  mark: async (question, variant, number, texts) => marked(variant.parts, number, texts),
  hint: async (question, variant, number, count) => variant.parts[number].points[count],
  solution: async (question, variant, number) => variant.parts[number],
  hints: (part) => part.points.length,
};
//# end

//# server
// ------------------------------------------------------------------ requests to the server

// It draws without end, and tells of an answer what is asked for.
class Faulty extends Error {
  constructor(faults) { super("the question is at fault"); this.faults = faults; }
}

async function asked(path, values) {
  const post = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(values) };
  let response;
  try { response = await fetch(path, values && post); } catch { throw new Error(W.noServer); }
  const told = await response.json().catch(() => ({}));
  if (told.faults) throw new Faulty(told.faults);
  if (!response.ok) throw new Error(say(W.refused, { why: told.refused || response.status }));
  if (told.stale) throw new Error(W.stale);
  return told;
}

const about = (question, variant, part) => ({ id: question.id, seed: variant.seed, version: variant.version, part });
const seeds = new Map();
const SOURCE = {
  goesOn: () => true,
  async draw(question, step) {
    const known = step ? null : seeds.get(question.id);
    const variant = await asked(`question/${question.id}${known === undefined || known === null ? "" : `?seed=${known}`}`);
    seeds.set(question.id, variant.seed);
    Object.assign(question, variant.heading);
    return variant;
  },
  async mark(question, variant, number, texts) {
    const missing = texts[number].some((text) => !text.trim());
    if (missing) return { judged: texts[number].map(() => ({ kind: "unreadable", message: W.empty })), earned: 0, complete: false };
    return asked("mark", { ...about(question, variant, number), texts });
  },
  hint: (question, variant, number, count) => asked("hint", { ...about(question, variant, number), number: count }),
  solution: (question, variant, number) => asked("answer", about(question, variant, number)),
  hints: (part) => part.points,
};
//# end

const isPreview = DATA.serves === "preview";

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
    ? say(W.tried, { tried: tried.length, all, earned, marks: possible })
    : counted(W.count, all);
  const topics = Object.entries(byTopic()).map(([topic, { earned, marks }]) => element("li", {}, `${topic}: ${marksOf(earned, marks)}`));
  byId("topics").replaceChildren(...topics);
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
    button.append(element("span", { class: "skip" }, `, ${W.states[state]}`));
    return element("li", {}, button);
  });
  const number = DATA.questions.indexOf(current) + 1;
  byId("where").textContent = number ? say(W.where, { number, all: DATA.questions.length }) : W.questions;
  byId("list").replaceChildren(...(items.length ? items : [element("li", {}, W.nothing)]));
}

// ------------------------------------------------------------------ fields

let names = 0;
const newName = () => `field-${++names}`;

function textField(field, legend) {
  const name = newName();
  const preview = element("output", { class: "preview", for: name });
  const help = field.spec.unit ? W.help.unit : W.help[field.spec.type];
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
  const [rows, columns] = field.size;
  const inputs = Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, column) =>
    element("input", { type: "text", autocomplete: "off", autocapitalize: "none", "aria-label": say(W.cell, { row: row + 1, column: column + 1 }) })));
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
  const legend = field.label ? say(W.answerNamed, field) : position ? say(W.answerTo, { part: position }) : W.yourAnswer;
  const spec = field.spec;
  const options = (values) => [...values].map((value) => ({ value, text: value }));
  switch (spec.type) {
    case "matrix": return gridField(field, legend);
    case "output": return codeField(field, legend);
    case "choice": return optionField(options(spec.letters), legend, "radio", (chosen) => chosen[0] || "");
    case "one": return optionField(options(spec.words), legend, "radio", (chosen) => chosen[0] || "");
    case "ticks": {
      const numbers = Array.from({ length: spec.count }, (_, n) => ({ value: String(n + 1), text: say(W.statement, { number: n + 1 }) }));
      return optionField(numbers, W.select, "checkbox", (chosen) => chosen.join(", ") || "none");
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
    return [W.understood, maths("math", treeMaths(read(spec, text)))];
  } catch (error) {
    return [spoken(error.message)];
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

//# file
// What a part's fields are worth together: marks, and what to tell. texts: of the fields of each part, null where nothing is.
function marked(parts, number, texts) {
  const part = parts[number], share = part.marks / part.fields.length;
  const judged = part.fields.map((field, at) => followed(parts, field, texts, part, texts[number][at]) || judgedField(field, texts[number][at], share));
  const earned = judged.reduce((sum, each) => sum + worthOf(each, share), 0);
  return { judged, earned: Math.max(0, Math.floor(earned + 1e-9)), complete: judged.every((each) => each.kind !== "unreadable") };
}

const worthOf = (each, share) => ({ right: share, slip: Math.min(share, each.slip?.marks || 0), partial: each.marks }[each.kind] || 0);

function judgedField(field, text, share) {
  if (!text.trim()) return { kind: "unreadable", message: W.empty };
  const { verdict, message } = mark(field.spec, field.key, text);
  if (verdict === "right" || verdict === "undecided" || verdict === "unreadable") return { kind: verdict, message };
  const slip = field.slips.find((known) => mark(field.spec, known.key, text).verdict === "right");
  if (slip) return { kind: "slip", slip };
  const part = partial(field, text);
  return part > 0 ? { kind: "partial", marks: share * part, message } : { kind: verdict, message };
}

// An answer that follows rightly from the student's own wrong one of an earlier part: a sum of powers of that, as the question computes it.
function followed(parts, field, texts, part, text) {
  for (const rule of field.follows) {
    const before = parts[rule.part].fields[rule.field], own = texts[rule.part]?.[rule.field] || "";
    const isWrong = ({ spec, key }, typed) => mark(spec, key, typed).verdict === "wrong";
    if (!isWrong(before, own) || !isWrong(field, text)) continue;
    const [x, y] = [[before, own], [field, text]].map(([{ spec }, typed]) => worthIn(spec, read(spec, typed)));
    const value = rule.powers.reduce((sum, power, n) => sum + rule.factors[n] * x ** power, 0), size = Math.abs(value);
    const last = rule.figures ? Math.floor(Math.log10(size)) + 1 - rule.figures : -rule.places;
    const slack = rule.figures || rule.places !== null ? 10 ** last / 2 : 0;
    if (x !== null && y !== null && Math.abs(y - value) <= slack + 1e-9 * size) return { kind: "slip", slip: { name: W.ownAnswer, marks: part.marks, carried: true } };
  }
  return null;
}

// The share of the marks for a selection of statements that is not all right.
function partial(field, text) {
  if (!field.partial?.length) return 0;
  const chosen = read(field.spec, text), hits = chosen.filter((number) => field.key.includes(number)).length;
  return field.partial[hits][chosen.length - hits];
}

//# end

const said = (kind, ...words) => element("p", { class: kind }, ...words);

function toldOf(each, part) {
  switch (each.kind) {
    case "right": return said("right", say(W.right, { marks: marksText(part) }));
    case "slip": return slipText(each.slip, part);
    case "partial": return said("imprecise", say(W.partly, { marks: marksOf(Math.floor(each.marks + 1e-9), part.marks) }));
    case "imprecise": return said("imprecise", say(W.nearly, { message: spoken(each.message) }));
    case "undecided": return said("imprecise", say(W.person, { message: spoken(each.message) }));
    case "unreadable": return said("imprecise", spoken(each.message));
  }
  return said("wrong", `${W.wrong}${each.message ? ` ${spoken(each.message)}` : ""}`);
}

const marksText = (part) => (part.fields.length === 1 ? `${marksOf(part.marks, part.marks)}.` : "");

function slipText(slip, part) {
  const lead = slip.carried ? W.follows : W.looks;
  const told = element("p", { class: "slip" }, lead, markup("span", slip.name.replace(W.carried, "")));
  told.append(`. ${marksOf(slip.marks, part.marks)}.`);
  return told;
}

// ------------------------------------------------------------------ a part

// state: what is typed into the fields of each part (functions), and what is earned.
function partOf(question, variant, number, state) {
  const part = variant.parts[number];
  const section = element("section", { class: "part", "aria-label": part.label ? say(W.part, part) : W.answer });
  if (part.label) section.append(element("h3", {}, `(${part.label}) ${counted(W.mark, part.marks)}`));
  section.append(markup("div", part.text));
  const feedback = element("div", { class: "feedback", "aria-live": "polite" });
  const trying = (action) => async () => { try { await action(); } catch (error) { feedback.replaceChildren(failure(error)); } };
  const hint = element("button", { type: "button", onclick: trying(() => showHint(question, variant, number, feedback, hint)) }, W.hint);
  const solution = element("button", { type: "button" }, W.showAnswer);
  const done = (marks) => { state.earned[number] = marks; };
  if (part.fields.length) {
    const fields = part.fields.map((field) => fieldFor(field, part.label));
    state.texts[number] = () => fields.map((field) => field.text());
    const check = trying(async () => {
      const result = await SOURCE.mark(question, variant, number, state.texts.map((texts) => texts && texts()));
      feedback.replaceChildren(...result.judged.map((each) => toldOf(each, part)));
      if (result.complete) done(result.earned);
    });
    section.append(element("form", { onsubmit: (event) => { event.preventDefault(); check(); } },
      ...fields.map((field) => field.node),
      element("div", { class: "actions" }, element("button", { class: "first" }, W.check), hint, solution)));
    solution.addEventListener("click", trying(() => showAnswer(question, variant, number, section, solution, null)));
  } else {
    const name = newName();
    section.append(element("div", { class: "field" }, element("label", { for: name }, W.notes), element("textarea", { id: name })),
      element("div", { class: "actions" }, solution, hint));
    solution.textContent = W.compare;
    solution.addEventListener("click", trying(() => showAnswer(question, variant, number, section, solution, done)));
  }
  section.append(feedback);
  if (isPreview) solution.click();
  return section;
}

async function showHint(question, variant, number, feedback, button) {
  const count = Number(button.dataset.count || 0);
  const point = await SOURCE.hint(question, variant, number, count);
  if (point) feedback.append(markup("p", say(W.hintFor, { marks: counted(W.mark, point.marks), text: unwrapped(point.text) })));
  button.dataset.count = count + 1;
  if (count + 1 >= SOURCE.hints(variant.parts[number])) button.disabled = true;
}

const unwrapped = (html) => html.replace(/^<p>|<\/p>$/g, "");

// done: hears the marks that students give themselves; null where the program marks.
async function showAnswer(question, variant, number, section, button, done) {
  const { answer, points, errors } = await SOURCE.solution(question, variant, number);
  const box = element("div", { class: "solution" }, element("h3", {}, W.answer), markup("div", answer), element("h3", {}, W.marking));
  if (done) box.append(checklist(variant.parts[number], points, done));
  else box.append(element("ul", {}, ...points.map((point) => markup("li", `[${point.marks}] ${unwrapped(point.text)}`))));
  if (errors?.length) box.append(element("h3", {}, W.errors), element("ul", {}, ...errors.map((each) => markup("li", each))));
  section.append(box);
  reachable(box);
  button.disabled = true;
}

function checklist(part, points, done) {
  const boxes = points.map(() => element("input", { type: "checkbox" }));
  const total = element("p", { role: "status" });
  const count = () => {
    const marks = points.reduce((sum, point, number) => sum + (boxes[number].checked ? point.marks : 0), 0);
    total.textContent = say(W.have, { marks: marksOf(marks, part.marks) });
    done(marks);
  };
  const rows = points.map((point, number) => {
    boxes[number].addEventListener("change", count);
    return element("label", { class: "option" }, boxes[number], markup("span", `[${point.marks}] ${unwrapped(point.text)}`));
  });
  count();
  return element("fieldset", {}, element("legend", {}, W.tick), ...rows, total);
}

// ------------------------------------------------------------------ a question

async function open(question, step = 0) {
  current = question;
  showList();
  try {
    show(question, await SOURCE.draw(question, step));
  } catch (error) {
    byId("question").replaceChildren(markup("h2", question.title), failure(error));
  }
}

function show(question, variant) {
  showList();
  const state = { texts: variant.parts.map(() => null), earned: recorder(question, variant.parts.length) };
  const facts = say(W.facts, { ...question, marks: counted(W.mark, question.marks) });
  const next = DATA.questions[(DATA.questions.indexOf(question) + 1) % DATA.questions.length];
  byId("question").replaceChildren(
    markup("h2", question.title),
    element("p", { class: "about" }, isPreview ? `${facts}; --seed ${variant.seed}` : facts),
    markup("div", variant.stem),
    ...variant.parts.map((part, number) => partOf(question, variant, number, state)),
    element("div", { class: "actions" },
      SOURCE.goesOn(question) ? element("button", { type: "button", onclick: () => open(question, 1).then(focusQuestion) }, W.another) : "",
      DATA.questions.length > 1 ? element("button", { type: "button", onclick: () => open(next).then(focusQuestion) }, W.next) : ""),
  );
  reachable(byId("question"));
}

// What is wider than a narrow screen can be scrolled by keyboard.
function reachable(part) {
  for (const region of part.querySelectorAll(".wide, pre, figure")) region.setAttribute("tabindex", "0");
}

// What went wrong; of a question, where and what to do.
function failure(error) {
  if (!error.faults) return element("p", { class: "wrong", role: "alert" }, error.message);
  const faults = error.faults.map((fault) => element("div", { class: "fault" },
    fault.where ? element("p", {}, element("code", {}, fault.where)) : "",
    element("p", {}, element("strong", {}, fault.message)),
    element("p", {}, fault.remedy), fault.see ? element("p", {}, W.see, element("code", {}, fault.see)) : ""));
  return element("div", { class: "faults", role: "alert" }, element("h3", {}, W.cannot), ...faults);
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
      clock.textContent = left ? say(W.left, { time: `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` }) : W.timeUp;
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
  if (!confirm(W.forget)) return;
  progress = {};
  try { localStorage.removeItem(STORE); } catch { /* nothing was kept */ }
  showList();
});
//# server
// An author's page shows a question again whenever it is saved.
async function watch(question) {
  let version = null;
  for (;;) {
    try {
      const now = (await asked(`version/${question.id}`)).version;
      if (version !== null && now !== version) await open(question);
      version = now;
    } catch { /* the server is not there for a moment, or an editor is saving */ }
    await new Promise((wake) => { setTimeout(wake, 700); });
  }
}

byId("about").textContent = isPreview ? W.preview : W.server;
if (isPreview) document.querySelector("nav").hidden = true;
//# end
showList();
await open(DATA.questions[0]);
//# server
if (isPreview) watch(DATA.questions[0]);
//# end
document.documentElement.dataset.ready = "true";
