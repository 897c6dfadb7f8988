// The marker of a practice page: the twin of exampaper.answers, whose modules explain the algorithms. A test compares
// their verdicts on thousands of texts. Strict reading, no eval; exact numbers are quotients of BigInts, formulas are
// compared at points of their domain.

export class Unreadable extends Error {}
class Undefined extends Error {}
const refuse = (why) => { throw new Unreadable(why); };
const fail = (why) => { throw new Undefined(why); };

// ------------------------------------------------------------------ exact numbers

const gcd = (a, b) => { a = a < 0n ? -a : a; while (b) [a, b] = [b, a % b]; return a; };
const abs = (a) => (a < 0n ? -a : a);
const bits = (a) => abs(a).toString(2).length;

export class Rational {
  constructor(n, d = 1n) {
    if (d < 0n) { n = -n; d = -d; }
    const g = gcd(n, d) || 1n;
    this.n = n / g; this.d = d / g;
  }
  static of(text) {
    const [top, bottom] = String(text).split("/");
    if (bottom !== undefined) return new Rational(BigInt(top), BigInt(bottom));
    const [, sign, whole, fraction = "", exponent = "0"] = /^(-?)(\d*)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(top);
    const power = Number(exponent) - fraction.length;
    const digits = BigInt(sign + (whole + fraction || "0"));
    return power >= 0 ? new Rational(digits * 10n ** BigInt(power)) : new Rational(digits, 10n ** BigInt(-power));
  }
  static fromNumber(value) {
    let power = 0;
    while (!Number.isInteger(value)) { value *= 2; power++; }
    return new Rational(BigInt(value), 2n ** BigInt(power));
  }
  get whole() { return this.d === 1n; }
  add(o) { return new Rational(this.n * o.d + o.n * this.d, this.d * o.d); }
  sub(o) { return new Rational(this.n * o.d - o.n * this.d, this.d * o.d); }
  mul(o) { return new Rational(this.n * o.n, this.d * o.d); }
  div(o) { if (o.n === 0n) fail("division by zero"); return new Rational(this.n * o.d, this.d * o.n); }
  neg() { return new Rational(-this.n, this.d); }
  abs() { return new Rational(abs(this.n), this.d); }
  cmp(o) { const x = this.n * o.d - o.n * this.d; return x < 0n ? -1 : x > 0n ? 1 : 0; }
  floor() { return new Rational(this.n >= 0n ? this.n / this.d : -((-this.n + this.d - 1n) / this.d)); }
  get small() { return bits(this.n) + bits(this.d) < 4096; }
  toNumber() {
    const shift = Math.max(0, bits(this.d) - bits(this.n) + 64);  // 64 bits of the quotient, then one rounding
    const quotient = (abs(this.n) << BigInt(shift)) / this.d;
    const extra = Math.max(0, bits(quotient) - 64);
    const sticky = (quotient & ((1n << BigInt(extra)) - 1n)) || (abs(this.n) << BigInt(shift)) % this.d ? 1n : 0n;
    const value = Number(((quotient >> BigInt(extra)) << 1n) | sticky) / 2 * 2 ** extra / 2 ** Math.min(shift, 1000);
    const scaled = shift > 1000 ? value / 2 ** (shift - 1000) : value;
    return this.n < 0n ? -scaled : scaled;
  }
}
const ZERO = new Rational(0n), ONE = new Rational(1n), HALF = new Rational(1n, 2n), HUNDRED = new Rational(100n);

// ------------------------------------------------------------------ numerals

const THIN = "\u2009\u202f\u00a0";
const GROUPED = new RegExp(`\\d{1,3}(?:[ ${THIN}']\\d{3})+(?!\\d)`, "y");
const PLAIN = /\d+(?:\.\d+)?|\.\d+/y, COMMA = /\d+(?:,\d+)+|,\d+/y, POWER = /[eE]([+\-−]?\d{1,4})(?![\p{L}\p{N}_.])/uy;
const BOTH = /\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}(?![.\d])/y;
const TAIL = /[.,]\d+/y, TAIL_POINT = /\.\d+/y;
const at = (pattern, text, place) => { pattern.lastIndex = place; return pattern.exec(text); };

function numeral(text, place, decimalComma) {
  let [written, end] = digits(text, place, decimalComma);
  if (!written) return null;
  let exponent = 0;
  const power = at(POWER, text, end);
  if (power) { exponent = Number(power[1].replace("−", "-")); end = place + power.index - place + power[0].length; }
  if (written.replace(".", "").length > 30 || Math.abs(exponent) > 300) refuse("this number is too long");
  const places = power ? null : (written.split(".")[1] || "").length;
  const scale = new Rational(10n ** BigInt(Math.abs(exponent)));
  const value = exponent < 0 ? Rational.of(written).div(scale) : Rational.of(written).mul(scale);
  return [{ kind: "number", value, places }, end];
}

function digits(text, place, decimalComma) {
  let found = at(GROUPED, text, place);
  if (found) {
    const whole = found[0].replace(/\D/g, ""), end = place + found[0].length;
    const tail = at(decimalComma ? TAIL : TAIL_POINT, text, end);
    return tail ? [whole + tail[0].replace(",", "."), end + tail[0].length] : [whole, end];
  }
  if (decimalComma && (found = at(BOTH, text, place))) return [withBoth(found[0]), place + found[0].length];
  if (decimalComma && (found = at(COMMA, text, place))) return [withComma(found[0]), place + found[0].length];
  found = at(PLAIN, text, place);
  return found ? [found[0].startsWith(".") ? `0${found[0]}` : found[0], place + found[0].length] : ["", place];
}

function withBoth(written) {
  const decimal = written.lastIndexOf(".") > written.lastIndexOf(",") ? "." : ",";
  if (written.split(decimal).length > 2) return written.replaceAll(decimal, "");
  return written.replaceAll(decimal === "." ? "," : ".", "").replace(decimal, ".");
}

function withComma(written) {
  const [first, ...rest] = written.split(",");
  const inThrees = rest.every((group) => group.length === 3) && first.length >= 1 && first.length <= 3 && first[0] !== "0";
  if (rest.length > 1) {
    if (!inThrees) refuse(`${written} is not a number: write it without separators`);
    return first + rest.join("");
  }
  if (inThrees) refuse(`${written} may mean ${first}${rest[0]} or ${first}.${rest[0]}: write one of these`);
  return `${first || "0"}.${rest[0]}`;
}

// What was typed where the comma is the decimal mark, which in a row without semicolons it cannot be.
function withPoint({ type }, text) {
  if (!/^(number|formula|order)$/.test(type) && !text.includes(";")) return text;
  const [all, a, b] = /(?<![\d.,])([1-9]\d{0,2})\.(\d{3})(?![\d.,])/.exec(text) || [];
  if (all) refuse(`${all} may mean ${a}${b} or ${a},${b}: write one of these`);
  return text.replace(/(?<![\d.,])(\d{1,3}),(\d{3})(?![\d.,])/g, "$1.$2");
}

// ------------------------------------------------------------------ reading

const LENGTH = 400, DEPTH = 30, NODES = 200;
let V;  // the vocabulary: names, signs and LaTeX commands, as exampaper.answers.vocabulary has them

export function speak(vocabulary) {
  V = vocabulary;
  const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const commands = Object.keys(V.latex).map((c) => escape(c) + (/[A-Za-z]$/.test(c) ? "(?![A-Za-z])" : ""));
  V.commands = new RegExp(commands.join("|"), "g");
}

const plainName = (name) =>
  [...name.replace(/^\\/, "").replace(/[{}_]/g, "").normalize("NFC")].map((c) => V.greek[c] || c).join("");
const ALPHA = "\\\\?(?:(?![⁰¹²³⁴-⁹₀-₉])[\\p{L}])+";
const WORD = new RegExp(ALPHA + "'*", "yu"), INDEXED = new RegExp(`${ALPHA}(?:_\\{[\\p{L}\\p{N}_]+\\}|_?[\\p{L}\\p{N}_]+)'*`, "yu");
const SINGLE = new Set("+-*/^()[]{}|,;!%∪\\=<>_");
const SPACE = /\s/;

function normal(text) {
  if ([...text].length > LENGTH) refuse(`this is longer than ${LENGTH} characters`);
  let plain = text.normalize("NFC").trim().replace(/^\$+|\$+$/g, "");
  plain = plain.replace(V.commands, (found) => V.latex[found]);
  plain = [...plain].map((sign) => (Object.hasOwn(V.signs, sign) ? V.signs[sign] : sign)).join("");
  const hidden = [...plain].find((sign) => /[\p{C}\p{Zl}\p{Zp}]/u.test(sign) && !SPACE.test(sign));
  if (hidden) refuse("a character is not understood");
  return plain;
}

class Reader {
  constructor(text, letters, decimalComma) {
    this.letters = new Map(letters.map((letter) => [plainName(letter), letter]));
    this.words = [...new Set([...this.letters.keys(), ...Object.keys(V.functions), ...Object.keys(V.constants)])];
    this.words.sort((a, b) => b.length - a.length);
    this.decimalComma = decimalComma;
    this.runs = new Map([["", true]]);
    this.depth = this.nodes = 0;
    this.rest = this.tokens(normal(text)).reverse();
  }
  whole(part) {
    if (!this.rest.length) refuse("type an answer");
    const made = part.call(this);
    if (this.rest.length) refuse(this.surplus());
    return made;
  }
  surplus() {
    const { kind, text } = this.peek();
    if (")]}".includes(kind)) return `${text} closes nothing`;
    if (kind === ",") return "a comma is not expected here: is one number asked for?";
    return `${text} is not expected here`;
  }
  peek() { return this.rest[this.rest.length - 1] || { kind: "", text: "" }; }
  is(...kinds) { return this.rest.length > 0 && kinds.includes(this.peek().kind); }
  next(...kinds) { return this.is(...kinds) ? this.rest.pop() : null; }
  expect(kind) {
    if (!this.next(kind)) refuse(`missing ${kind} ${this.rest.length ? `before ${this.peek().text}` : "at the end"}`);
  }
  made(node) { if (++this.nodes > NODES) refuse("this is too long"); return node; }
  deeper() { if (++this.depth > DEPTH) refuse("brackets are nested too deeply"); }

  tokens(text) {
    const found = [], commas = [this.decimalComma];
    for (let place = 0; place < text.length;) {
      if (SPACE.test(text[place])) { place++; continue; }
      const [token, end] = this.token(text, place, commas[commas.length - 1]);
      if ("([{".includes(token.kind)) {
        const last = found[found.length - 1];
        const several = last && Object.hasOwn(V.functions, last.text) && V.functions[last.text] > 1;
        commas.push(commas[commas.length - 1] && !several);
      } else if (")]}".includes(token.kind) && commas.length > 1) commas.pop();
      found.push(token);
      place = end;
    }
    return found;
  }
  token(text, place, decimalComma) {
    const spaced = place > 0 && SPACE.test(text[place - 1]);
    const number = numeral(text, place, decimalComma);
    if (number) return [{ kind: "number", text: text.slice(place, number[1]), spaced, number: number[0] }, number[1]];
    if (text.startsWith("**", place)) return [{ kind: "^", text: "**", spaced }, place + 2];
    const word = this.spelled(text, place);
    if (word) {
      const command = word.startsWith("\\");
      return [{ kind: command ? "command" : "word", text: command ? word.slice(1) : word, spaced }, place + word.length];
    }
    const sign = String.fromCodePoint(text.codePointAt(place));
    if (Object.hasOwn(V.superscripts, sign)) return [{ kind: "superscript", text: sign, spaced }, place + sign.length];
    if (SINGLE.has(sign)) return [{ kind: sign, text: sign, spaced }, place + 1];
    refuse(`${sign} is not understood here`);
  }
  spelled(text, place) {
    const indexed = at(INDEXED, text, place);
    if (indexed && this.letters.has(plainName(indexed[0]))) return indexed[0];
    const bare = at(WORD, text, place);
    return bare ? bare[0] : "";
  }

  // collections
  union() {
    const parts = [this.item()], less = [];
    for (let sign; (sign = this.joint());) (sign === "∪" ? parts : less).push(this.item());
    return parts.length > 1 || less.length ? { kind: "union", parts, less } : parts[0];
  }
  joint() {
    if (this.next("∪")) return "∪";
    if (this.next("\\")) return "\\";
    if (this.is("word") && ["U", "or", "and", "union"].includes(this.peek().text)) { this.rest.pop(); return "∪"; }
    return "";
  }
  item() {
    const first = this.member();
    if (!this.is(",", ";")) return first;
    return { kind: "collection", opened: "", items: [first, ...this.more()], closed: "" };
  }
  more() { const items = []; while (this.next(",", ";")) items.push(this.member()); return items; }
  member() {
    if (this.is("[", "{", "(", "]") && this.isCollection()) return this.bracketed();
    return this.sum();
  }
  isCollection() {
    if (this.is("[", "{", "]")) return true;
    let depth = 0;
    for (let n = this.rest.length - 1; n >= 0; n--) {
      const { kind } = this.rest[n];
      depth += "([{".includes(kind) ? 1 : ")]}".includes(kind) ? -1 : 0;
      if (depth === 1 && (kind === "," || kind === ";")) return true;
      if (depth <= 0) return false;
    }
    return false;
  }
  bracketed() {
    this.deeper();
    const opened = this.rest.pop().kind;
    const items = this.is(")", "]", "}") ? [] : [this.member(), ...this.more()];
    const closed = this.next(")", "]", "}", "[");
    if (!closed) refuse(`${opened} is not closed`);
    this.depth--;
    this.nodes += items.length;
    return { kind: "collection", opened, items, closed: closed.kind };
  }

  // expressions
  sum() {
    this.deeper();
    let total = this.product();
    for (let sign; (sign = this.next("+", "-"));) total = this.made(operation(sign.kind, total, this.product()));
    this.depth--;
    return total;
  }
  product() {
    let value = this.signed(), divided = false;
    for (let sign; this.rest.length;) {
      if ((sign = this.next("*", "/"))) {
        value = this.made(operation(sign.kind, value, this.signed()));
        divided = sign.kind === "/";
      } else if (this.beginsFactor()) value = this.sideBySide(value, divided);
      else break;
    }
    return value;
  }
  sideBySide(value, divided) {
    const { kind, spaced, text } = this.peek();
    if (kind === "number" && (value.kind === "number" || !spaced)) refuse(`an operator is missing before ${text}`);
    if (divided && (kind === "(" || !spaced)) refuse("a quotient can be read in two ways: use brackets");
    return this.made(operation("*", value, this.power()));
  }
  beginsFactor() { return this.is("number", "word", "command", "("); }
  signed() {
    if (this.next("-")) { this.deeper(); const body = this.signed(); this.depth--; return this.made({ kind: "negative", body }); }
    if (this.next("+")) { this.deeper(); const body = this.signed(); this.depth--; return body; }
    return this.power();
  }
  power() {
    const base = this.postfix();
    if (!this.next("^")) return base;
    this.deeper();
    const braced = this.is("{", "(");
    const exponent = this.is("{") ? this.braces() : this.signedPower();
    this.depth--;
    const unclear = !braced && (base.kind === "number" || (base.kind === "letter" && base.name === "e"));
    if (unclear && this.is("word", "number") && !this.peek().spaced) refuse("the exponent can be read in two ways: use brackets");
    return this.made(operation("^", base, exponent));
  }
  signedPower() {
    if (this.next("-")) return this.made({ kind: "negative", body: this.power() });
    this.next("+");
    return this.power();
  }
  postfix() {
    let value = this.atom();
    while (this.rest.length) {
      if (this.is("superscript")) {
        let digits = "";
        for (let token; (token = this.next("superscript"));) digits += V.superscripts[token.text];
        if (!/^[+-]?\d{1,4}$/.test(digits)) refuse("this exponent is not understood");
        const size = { kind: "number", value: Rational.of(digits.replace(/^[+-]/, "")), places: 0 };
        value = this.made(operation("^", value, digits.startsWith("-") ? { kind: "negative", body: size } : size));
      } else if (this.next("!")) value = this.made({ kind: "call", name: "factorial", args: [value] });
      else if (this.next("%")) value = this.made(operation("/", value, { kind: "number", value: HUNDRED, places: 0 }));
      else break;
    }
    return value;
  }
  atom() {
    if (!this.rest.length) refuse("something is missing at the end");
    const token = this.rest.pop();
    if (token.kind === "number") return this.made(token.number);
    if (token.kind === "(") { const value = this.sum(); this.expect(")"); return value; }
    if (token.kind === "|") { const value = this.sum(); this.expect("|"); return this.made({ kind: "call", name: "abs", args: [value] }); }
    if (token.kind === "word" || token.kind === "command") return this.word(token);
    refuse(`${token.text} is not expected here`);
  }
  word(token) {
    const name = plainName(token.text);
    if (this.letters.has(name)) return this.made({ kind: "letter", name: this.letters.get(name) });
    if (Object.hasOwn(V.functions, name) || Object.hasOwn(V.same, name)) return this.call(V.same[name] || name);
    if (Object.hasOwn(V.constants, name)) return this.made({ kind: "letter", name: V.constants[name] });
    const first = token.kind === "word" ? this.longest(name) : "";
    if (first) {
      this.rest.push({ kind: "word", text: token.text.slice(token.text.length - (name.length - first.length)), spaced: false });
      return this.word({ kind: "word", text: first, spaced: token.spaced });
    }
    const known = [...this.letters.values()].sort();
    refuse(`unknown name ${token.text}: ${known.length ? `use ${known.join(", ")}` : "a number is asked for"}`);
  }
  longest(run) {
    return this.words.find((word) => run.startsWith(word) && word.length < run.length && this.splits(run.slice(word.length))) || "";
  }
  splits(run) {  // each end of a run is looked at once, from the last letter on
    for (let n = run.length - 1; n >= 0 && !this.runs.has(run); n--) {
      const end = run.slice(n);
      this.runs.set(end, this.words.some((word) => end.startsWith(word) && this.runs.get(end.slice(word.length))));
    }
    return this.runs.get(run);
  }
  call(name) {
    if (name === "frac") return this.made(operation("/", this.braces(), this.braces()));
    const base = name === "log" ? this.base() : null;
    if (base) return this.made({ kind: "call", name, args: [this.argument(name), base] });
    const raised = this.exponentOf(name);
    const several = (V.functions[name] || 1) > 1 || name === "log";
    const args = several ? this.arguments(name) : [this.argument(name)];
    const made = this.made({ kind: "call", name, args });
    return raised ? this.made(operation("^", made, raised)) : made;
  }
  base() { return this.next("_") ? (this.is("{") ? this.braces() : this.atom()) : null; }
  exponentOf(name) {
    if (this.is("superscript")) {
      const digit = V.superscripts[this.rest.pop().text].replace(/[+-]/, "");
      return { kind: "number", value: Rational.of(digit || "0"), places: 0 };
    }
    if (!this.next("^")) return null;
    const exponent = this.is("{") ? this.braces() : this.signedPower();
    if (exponent.kind === "negative") refuse(`${name}^-1 can be read in two ways: write arc${name} or 1/${name}(x)`);
    return exponent;
  }
  arguments(name) {
    const bracketed = this.next("("), given = [bracketed ? this.sum() : this.argument(name)];
    while (bracketed && this.next(",", ";")) given.push(this.sum());
    if (bracketed) this.expect(")");
    if (given.length < V.functions[name]) refuse(`${name} needs ${V.functions[name]} arguments`);
    return given;
  }
  argument(name) {
    if (this.is("{")) return this.braces();
    if (this.next("(")) { const value = this.sum(); this.expect(")"); return value; }
    if (!this.beginsFactor() && !this.is("|")) refuse(`${name} of what? write ${name}(x)`);
    this.deeper();
    let value = this.power();
    this.depth--;
    while (this.is("word") && this.letters.has(plainName(this.peek().text))) value = this.made(operation("*", value, this.power()));
    if (this.is("(")) refuse(`what belongs to ${name} can be read in two ways: use brackets, as in ${name}(x)`);
    return value;
  }
  braces() { this.expect("{"); const value = this.sum(); this.expect("}"); return value; }
}

const operation = (operator, left, right) => ({ kind: "operation", operator, left, right });
export const readExpression = (text, letters = []) => { const r = new Reader(text, letters, true); return r.whole(r.sum); };
export const readCollection = (text, letters = []) => { const r = new Reader(text, letters, text.includes(";")); return r.whole(r.union); };

// ------------------------------------------------------------------ values

const EPSILON = 2 ** -52;

function exact(tree) {
  switch (tree.kind) {
    case "number": return tree.value;
    case "negative": { const body = exact(tree.body); return body && body.neg(); }
    case "operation": {
      const left = exact(tree.left), right = exact(tree.right);
      return left && right ? exactly(tree.operator, left, right) : null;
    }
    case "call": {
      const args = tree.args.map(exact);
      return Object.hasOwn(EXACT, tree.name) && args.every(Boolean) ? EXACT[tree.name](...args) : null;
    }
  }
  return null;
}

function exactly(operator, left, right) {
  if (operator === "/") return left.div(right);
  if (operator === "^") {
    if (!right.whole) return null;
    const size = Math.max(left.n === 0n ? 0 : bits(left.n), bits(left.d)) * Number(abs(right.n));
    if (size > 4096) return null;
    if (left.n === 0n && right.n < 0n) fail("division by zero");
    const power = abs(right.n), made = new Rational(left.n ** power, left.d ** power);
    return right.n < 0n ? ONE.div(made) : made;
  }
  const made = operator === "+" ? left.add(right) : operator === "-" ? left.sub(right) : left.mul(right);
  return made.small ? made : null;
}

const EXACT = {
  abs: (x) => x.abs(), floor: (x) => x.floor(), ceil: (x) => x.neg().floor().neg(),
  sign: (x) => new Rational(BigInt(x.cmp(ZERO))), relu: (x) => (x.n > 0n ? x : ZERO),
  min: (...x) => x.reduce((a, b) => (b.cmp(a) < 0 ? b : a)), max: (...x) => x.reduce((a, b) => (b.cmp(a) > 0 ? b : a)),
  factorial: (x) => {
    if (!x.whole || x.n < 0n || x.n > 20n) return null;
    let made = 1n;
    for (let k = 2n; k <= x.n; k++) made *= k;
    return new Rational(made);
  },
};

function approximate(tree, letters) {
  const found = approximately(tree, letters);
  if (!Number.isFinite(found.value) || !Number.isFinite(found.error)) fail("too large");
  return found;
}

function approximately(tree, letters) {
  switch (tree.kind) {
    case "number": {
      const value = tree.value.toNumber();
      const same = Number.isFinite(value) && Rational.fromNumber(value).cmp(tree.value) === 0;
      return { value, error: same ? 0 : Math.abs(value) * EPSILON };
    }
    case "letter": {
      if (Object.hasOwn(letters, tree.name)) return { value: letters[tree.name], error: 0 };
      const constant = { pi: Math.PI, e: Math.E }[tree.name];
      if (constant === undefined) fail(`no value for ${tree.name}`);
      return { value: constant, error: constant * EPSILON };
    }
    case "negative": { const body = approximate(tree.body, letters); return { value: -body.value, error: body.error }; }
    case "operation": return operated(tree.operator, approximate(tree.left, letters), approximate(tree.right, letters));
  }
  return called(tree.name, tree.args.map((arg) => approximate(arg, letters)));
}

const rounded = (value, error) => ({ value, error: error + Math.abs(value) * EPSILON });

function operated(operator, left, right) {
  const { value: a, error: ea } = left, { value: b, error: eb } = right;
  switch (operator) {
    case "+": return rounded(a + b, ea + eb);
    case "-": return rounded(a - b, ea + eb);
    case "*": return rounded(a * b, Math.abs(a) * eb + Math.abs(b) * ea);
    case "/":
      if (Math.abs(b) <= eb) fail("division by zero");
      return rounded(a / b, (ea + Math.abs(a / b) * eb) / Math.abs(b));
  }
  return spread((base, exponent) => {
    if (base < 0 && exponent !== Math.round(exponent)) fail("a root of a negative number");
    if (base === 0 && exponent < 0) fail("division by zero");
    return Math.pow(base, exponent);
  }, left, right);
}

function called(name, args) {
  if (name === "min" || name === "max") {
    return { value: Math[name](...args.map((a) => a.value)), error: Math.max(...args.map((a) => a.error)) };
  }
  if (name === "log" && args.length === 2) return operated("/", called("ln", [args[0]]), called("ln", [args[1]]));
  if (!Object.hasOwn(FLOAT, name)) fail("only of whole numbers");
  return spread(FLOAT[name], ...args);
}

function spread(f, ...args) {
  const value = defined(f, args.map((a) => a.value));
  let error = 4 * Math.abs(value) * EPSILON;
  args.forEach((arg, place) => {
    if (!arg.error) return;
    const moved = args.map((a) => a.value);
    moved[place] += arg.error;
    error += Math.abs(defined(f, moved) - value);
  });
  return { value, error };
}

function defined(f, args) {
  const value = f(...args);
  if (Number.isNaN(value) || !Number.isFinite(value)) fail("no value there");
  return value;
}

function gamma(x) {  // Lanczos, good to some 15 digits
  if (x < 0.5) return Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x));
  const g = 7, c = [0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
    -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7];
  x -= 1;
  const t = x + g + 0.5;
  let sum = c[0];
  for (let i = 1; i < g + 2; i++) sum += c[i] / (x + i);
  const half = t ** (x / 2 + 0.25);  // its square may be too large
  return Math.sqrt(2 * Math.PI) * half * Math.exp(-t) * half * sum;
}

const FLOAT = {
  sqrt: Math.sqrt, exp: Math.exp, ln: Math.log, log: Math.log, log10: Math.log10, sin: Math.sin, cos: Math.cos,
  tan: Math.tan, cot: (x) => 1 / Math.tan(x), sec: (x) => 1 / Math.cos(x), csc: (x) => 1 / Math.sin(x),
  arcsin: Math.asin, arccos: Math.acos, arctan: Math.atan, sinh: Math.sinh, cosh: Math.cosh, tanh: Math.tanh,
  abs: Math.abs, floor: Math.floor, ceil: Math.ceil, sign: (x) => Math.sign(x) || 0, relu: (x) => Math.max(x, 0),
  sigmoid: (x) => 1 / (1 + Math.exp(-x)), factorial: (x) => gamma(x + 1),
};

function alike(one, other) {
  const size = Math.max(Math.abs(one.value), Math.abs(other.value)), slack = 16 * (one.error + other.error);
  if (Math.abs(one.value - other.value) <= 1e-9 * size + slack) return slack > 1e-4 * size && size > 0 && slack > 1e-12 ? null : true;
  return false;
}

// ------------------------------------------------------------------ judging

const judged = (verdict, message = "") => ({ verdict, message });
const RIGHT = judged("right"), WRONG = judged("wrong");
const worst = (all) => ["wrong", "undecided", "imprecise"].map((v) => all.find((j) => j.verdict === v)).find(Boolean) || RIGHT;

function worth(tree) {
  try { return exact(tree) || approximate(tree, {}).value; } catch (error) {
    if (error instanceof Undefined) refuse(`this has no value: ${error.message}`);
    throw error;
  }
}
const rational = (value) => (value instanceof Rational ? value : Rational.fromNumber(value));
const afterEquals = (text) => { const n = text.indexOf("="); return n < 0 ? text : text.slice(n + 1) || text; };
const afterLastEquals = (text) => text.slice(text.lastIndexOf("=") + 1);

function numberGiven(spec, text) {
  const [body, unit] = spec.unit ? partFromUnit(text) : [text, ""];
  const tree = readExpression(afterEquals(body));
  const plain = tree.kind === "negative" ? tree.body : tree;
  return { value: worth(tree), places: plain.kind === "number" ? plain.places : null, unit };
}

// The value in the unit of the field, as a float; null where it has another dimension.
export function worthIn(spec, { value, unit }) {
  const number = rational(value).toNumber();
  if (!unit) return number;
  const one = parsedUnit(unit), other = parsedUnit(spec.unit);
  return one.dims.join() === other.dims.join() ? number * one.factor / other.factor : null;
}

function judgeNumber(spec, key, given) {
  let { value, places } = given;
  if (spec.unit) {
    if (!given.unit) return judged("imprecise", `the unit is missing, for example ${spec.unit}`);
    const one = parsedUnit(given.unit), other = parsedUnit(spec.unit);
    if (one.dims.join() !== other.dims.join()) return judged("wrong", `${given.unit} is not a unit of the same quantity as ${spec.unit}`);
    value = converted(value, one.factor / other.factor);
    if (given.unit !== spec.unit) places = null;
  }
  const exactKey = key.exact !== undefined ? Rational.of(key.exact) : Rational.fromNumber(key.float);
  if (!spec.precision && !spec.tolerance) return judgeExact(exactKey, value);
  return judgeRounded(spec, key, exactKey, rational(value), places);
}

// A value in another unit: exact where the factor is a whole number, or one divided by a whole number.
function converted(value, factor) {
  if (!(value instanceof Rational)) return value * factor;
  const whole = Math.round(factor), divisor = Math.round(1 / factor);
  if (Math.abs(factor - whole) < 1e-12 * factor) return value.mul(Rational.fromNumber(whole));
  if (Math.abs(1 / factor - divisor) < 1e-12 / factor) return value.div(Rational.fromNumber(divisor));
  return value.toNumber() * factor;
}

function judgeExact(key, value) {
  const isExact = value instanceof Rational;
  const typed = isExact ? value.toNumber() : value, known = key.toNumber();
  const isRight = isExact ? value.cmp(key) === 0 : Math.abs(typed - known) <= 1e-12 * Math.abs(known);
  if (isRight) return RIGHT;
  const isClose = Math.abs(typed - known) < 0.005 * Math.max(Math.abs(known), 0.01);
  if (isClose && !key.whole) return judged("imprecise", "close, but the exact value is asked for: a fraction, or all its digits");
  return WRONG;
}

function judgeRounded(spec, key, exactKey, value, places) {
  const offExact = value.sub(exactKey).abs();
  if (spec.tolerance) return offExact.cmp(Rational.of(spec.tolerance)) <= 0 ? RIGHT : WRONG;
  const offPrinted = value.sub(Rational.of(key.printed)).abs();
  const unit = Rational.of(key.unit), two = new Rational(2n);
  if (offPrinted.mul(two).cmp(unit) < 0 || offExact.mul(two).cmp(unit) <= 0) return RIGHT;
  if (places !== null) {
    const typedUnit = new Rational(1n, 10n ** BigInt(places));
    const isRightAsFar = typedUnit.cmp(unit) > 0 && offExact.mul(two).cmp(typedUnit) <= 0;
    if (isRightAsFar) return judged("imprecise", `right as far as it goes: give ${spec.asked}`);
  }
  if (offPrinted.cmp(unit) <= 0) return judged("imprecise", `close: is it rounded to ${spec.asked}?`);
  return WRONG;
}

const UNIT = /^[A-Za-zµμΩ°%€$£¥][A-Za-zµμΩ°%\d\s*/·⋅^()\-−²³⁻¹]*$/, CURRENCIES = "€$£¥";

function partFromUnit(text) {
  let plain = text.trim();
  if (plain.endsWith("$") && text.split("$").length > 2) plain = plain.replace(/^\$+|\$+$/g, "");
  plain = plain.replace(/\\(?:mathrm|text)\{([^{}]*)\}|\\[,;]/g, (_, inner) => inner || " ");
  if (plain && CURRENCIES.includes(plain[0])) return [plain.slice(1), plain[0]];
  for (let n = 1; n < plain.length; n++) {
    const number = plain.slice(0, n).trimEnd(), unit = plain.slice(n).trim();
    if (unit && UNIT.test(unit) && !/\p{L}$/u.test(number) && !/^[eE]\d/.test(unit)) { parsedUnit(unit); return [number, unit]; }
  }
  return [plain, ""];
}

function parsedUnit(text) {
  const unknown = () => new Unreadable(`${text.slice(0, 30)} is not a known unit`);
  if (text.length > 30) throw unknown();
  let spelled = text.replace(/²/g, "^2").replace(/³/g, "^3").replace(/⁻¹/g, "^-1").replace(/−/g, "-").replace(/\*\*/g, "^");
  spelled = spelled.replace(/[·⋅]/g, "*").replace(/([A-Za-z)Ω\d])\s+(?=[A-Za-z(Ω])/g, "$1*").replace(/\s/g, "");
  let factor = 1, currency = "", dims = V.units.m.dims.map(() => 0);
  for (const piece of spelled.split(/(?=[*/])/)) {
    const found = /^([*/]?)\(?([A-Za-zµμΩ°%€$£¥]+)\)?(?:\^?(-?\d))?\)?$/.exec(piece);
    const base = found && baseUnit(found[2]);
    if (!base) throw unknown();
    const power = (found[1] === "/" ? -1 : 1) * Number(found[3] || 1);
    factor *= base.factor ** power;
    dims = dims.map((dim, k) => dim + power * base.dims[k]);
    currency += base.currency || "";
  }
  return { factor, dims: [...dims, currency] };
}

function baseUnit(name) {
  if (Object.hasOwn(V.units, name)) return V.units[name];
  if (CURRENCIES.includes(name)) return { factor: 1, dims: V.units.m.dims.map(() => 0), currency: name };
  const prefix = Object.keys(V.prefixes).find((p) => name.startsWith(p) && Object.hasOwn(V.units, name.slice(p.length)));
  if (!prefix) return null;
  const base = V.units[name.slice(prefix.length)];
  return { factor: base.factor * V.prefixes[prefix], dims: base.dims };
}

function judgeFormula(spec, key, tree) {
  let agreements = 0;
  for (const [n, letters] of key.points.entries()) {
    const agrees = agreesAt(tree, letters, key.values[n]);
    if (agrees === false) return WRONG;
    if (agrees) agreements++;
  }
  if (agreements < (spec.letters.length ? 4 : 1)) return judged("undecided", "this cannot be compared here: see the model answer");
  return RIGHT;
}

// Whether a formula has the known value at a point; null where that tells nothing.
function agreesAt(tree, letters, known) {
  if (known === null) return null;
  try {
    return alike({ value: known, error: Math.abs(known) * EPSILON }, approximate(tree, letters));
  } catch (error) {
    if (error instanceof Undefined) return null;
    throw error;
  }
}

// collections: each item is read by the type of the items
const itemsOf = (typed) => {
  if (typed.kind === "collection") return typed.items;
  if (typed.kind === "union") refuse("a list of values is expected, not a union");
  return [typed];
};

export function write(tree) {
  switch (tree.kind) {
    case "number": return numeralText(tree.value, tree.places);
    case "letter": return tree.name;
    case "negative": return `-${inner(tree.body)}`;
    case "operation": return `${inner(tree.left)} ${tree.operator} ${inner(tree.right)}`;
    case "call":
      if (tree.name === "abs" && tree.args.length === 1) return `|${write(tree.args[0])}|`;
      if (tree.name === "factorial") return `${inner(tree.args[0])}!`;
      return `${tree.name}(${tree.args.map(write).join("; ")})`;
    case "collection": return `${tree.opened}${tree.items.map(write).join("; ")}${tree.closed}`;
  }
  return tree.parts.map(write).join(" ∪ ") + tree.less.map((part) => ` \\ ${write(part)}`).join("");
}
const inner = (tree) => (["number", "letter", "call"].includes(tree.kind) ? write(tree) : `(${write(tree)})`);
function numeralText(value, places) {
  if (places !== null) {
    const scaled = value.mul(new Rational(10n ** BigInt(places)));
    if (scaled.whole) {
      const digits = String(scaled.n).padStart(places + 1, "0");
      return places ? `${digits.slice(0, -places)}.${digits.slice(-places)}` : digits;
    }
  }
  return value.whole ? String(value.n) : `(${value.n} / ${value.d})`;
}

function readMatrix(spec, text) {
  let typed;
  if (/[[{]/.test(text) || text.split("(").length > 2) typed = itemsOf(readCollection(text)).map((row) => itemsOf(row).map(write));
  else {
    const lines = text.trim().replace(/^[()]+|[()]+$/g, "").replaceAll(";", "\n").split("\n").filter((line) => line.trim());
    typed = lines.map((line) => line.replaceAll(",", " ").split(/\s+/).filter(Boolean));
  }
  if (new Set(typed.map((row) => row.length)).size > 1) refuse("the rows have different lengths");
  return typed.map((row) => row.map((item) => read(spec.item, item)));
}

const EMPTY = new Set(["{}", "∅", "none", "\\emptyset", "empty"]);
const isEmpty = (text) => EMPTY.has(text.trim().replace(/^\$+|\$+$/g, "").toLowerCase());

function judgeSet(spec, key, given) {
  const left = [...key];
  for (const item of given) {
    const place = left.findIndex((one) => judge(spec.item, one, item).verdict === "right");
    if (place >= 0) left.splice(place, 1);
    else if (!key.some((one) => judge(spec.item, one, item).verdict === "right")) return WRONG;
  }
  return left.length ? WRONG : RIGHT;
}

// intervals
const end = (typed) => {
  if (typed.kind === "negative" && typed.body.kind === "letter" && typed.body.name === "oo") return -Infinity;
  if (typed.kind === "letter" && typed.name === "oo") return Infinity;
  if (typed.kind === "collection" || typed.kind === "union") refuse("an end of an interval is a number");
  const value = worth(typed);
  return value instanceof Rational ? value.toNumber() : value;
};
const near = (a, b) => a === b || Math.abs(a - b) <= 1e-11 * Math.max(1, Math.abs(a));

function pieces(typed) {
  if (typed.kind === "union") {
    let left = typed.parts.flatMap(pieces);
    for (const taken of typed.less.flatMap(pieces)) left = left.flatMap((piece) => without(piece, taken));
    return left;
  }
  if (typed.kind === "letter" && ["R", "ℝ"].includes(typed.name)) return [[-Infinity, Infinity, false, false]];
  if (typed.kind === "collection" && typed.opened === "{" && typed.closed === "}")
    return typed.items.map(end).map((point) => [point, point, true, true]);
  if (typed.kind === "collection" && typed.opened && typed.items.length === 2) {
    const [low, high] = typed.items.map(end);
    if (low > high) refuse("the lower end comes first");
    return [[low, high, typed.opened === "[" && low !== -Infinity, typed.closed === "]" && high !== Infinity]];
  }
  refuse("write an interval as (1, 2] or [0, oo), several joined by U");
}

function without([low, high, lowClosed, highClosed], [from, to, fromClosed, toClosed]) {
  if (to < low || from > high) return [[low, high, lowClosed, highClosed]];
  return [[low, from, lowClosed, !fromClosed], [to, high, !toClosed, highClosed]];
}

function merged(all) {
  const whole = all.filter(([low, high, a, b]) => low < high || (low === high && a && b));
  whole.sort((p, q) => p[0] - q[0] || q[2] - p[2]);
  const made = [];
  for (const piece of whole) {
    const last = made[made.length - 1];
    if (last && (piece[0] < last[1] || (piece[0] === last[1] && (piece[2] || last[3])))) {
      if (piece[1] > last[1] || (piece[1] === last[1] && piece[3])) { last[1] = piece[1]; last[3] = piece[3]; }
    } else made.push([...piece]);
  }
  return made;
}

function judgeInterval(key, given) {
  const wanted = key.map(([low, high, a, b]) => [bound(low), bound(high), a, b]);
  const ends = wanted.length === given.length && wanted.every((w, n) => near(w[0], given[n][0]) && near(w[1], given[n][1]));
  if (!ends) return WRONG;
  if (wanted.every((w, n) => w[2] === given[n][2] && w[3] === given[n][3])) return RIGHT;
  return judged("wrong", "the ends are right: check the brackets");
}
const bound = (text) => ({ oo: Infinity, "-oo": -Infinity }[text] ?? Rational.of(text).toNumber());

// orders of growth, by logarithms
function insideOrder(text) {
  const plain = text.trim().replace(/^\$+|\$+$/g, "").replaceAll("\\mathcal{O}", "O").replaceAll("\\left", "").replaceAll("\\right", "");
  const found = /^\s*(?:O|Θ|\\Theta|Theta|Ω)\s*\((.*)\)\s*$/s.exec(plain);
  return found ? found[1] : plain;
}
const hasLetter = (tree) => tree.kind === "letter" ? !["e", "pi"].includes(tree.name) : children(tree).some(hasLetter);
const children = (tree) => tree.kind === "operation" ? [tree.left, tree.right] : tree.kind === "negative" ? [tree.body] : tree.args || [];
function exponential(tree) {
  if (tree.kind === "operation" && tree.operator === "^" && hasLetter(tree.right)) return true;
  if (tree.kind === "call" && ["exp", "factorial"].includes(tree.name) && hasLetter(tree.args[0])) return true;
  return children(tree).some(exponential);
}
function* directions(letters) {
  const speeds = (f) => Object.fromEntries(letters.map((name) => [name, f(name)]));
  for (const name of letters) yield speeds((other) => (other === name ? 1 : 0));
  yield speeds(() => 1);
  for (const fast of letters) for (const slow of letters) if (fast !== slow) {
    yield speeds((name) => ({ [fast]: 1, [slow]: 0.6 }[name] || 0));
    yield speeds((name) => ({ [slow]: 0.6 }[name] || 1));
  }
}
function judgeOrder(spec, key, given) {
  const known = read(spec, key), sizes = exponential(known) || exponential(given) ? [5, 6.4] : [1e6, 1e12];
  const moves = [...directions(spec.letters)].map((speeds) => moved(known, given, speeds, sizes)).filter((m) => m !== null);
  if (!moves.length) return judged("undecided", "this cannot be compared here: see the model answer");
  return moves.every((move) => move < 0.05) ? RIGHT : WRONG;
}
function moved(key, given, speeds, sizes) {
  const quotients = [];
  for (const size of sizes) {
    const letters = Object.fromEntries(Object.entries(speeds).map(([name, speed]) => [name, speed ? size * speed : 0.5]));
    let known;
    try { known = logarithm(key, letters); } catch { return null; }
    if (Number.isNaN(known)) return null;
    try { quotients.push(logarithm(given, letters) - known); } catch { return Infinity; }
  }
  const move = Math.abs(quotients[1] - quotients[0]);
  return Number.isNaN(move) || Math.abs(quotients[0]) === Infinity ? Infinity : move;
}
function constantLog(name) {
  if (name !== "e" && name !== "pi") fail(`${name} has no value`);
  return name === "e" ? 1 : Math.log(Math.PI);
}
function positive(value) { if (!(value > 0)) fail("an order of growth is positive"); return Math.log(value); }
function finite(value) { if (value === Infinity) fail("too large"); return value; }
function logarithm(tree, letters) {
  switch (tree.kind) {
    case "number": return tree.value.n > 0n ? Math.log(tree.value.toNumber()) : -Infinity;
    case "letter": return Object.hasOwn(letters, tree.name) ? letters[tree.name] : constantLog(tree.name);
    case "operation": {
      if (tree.operator === "^") return logarithm(tree.left, letters) * plainValue(tree.right, letters);
      const one = logarithm(tree.left, letters), other = logarithm(tree.right, letters);
      if (tree.operator === "*") return one + other;
      if (tree.operator === "/") return one - other;
      const high = Math.max(one, other), low = Math.min(one, other);
      if (tree.operator === "+") return low === -Infinity ? high : high + Math.log1p(Math.exp(low - high));
      if (other > one) fail("an order of growth is positive");
      return other === one ? -Infinity : one + Math.log1p(-Math.exp(other - one));
    }
    case "call": {
      const first = tree.args[0];
      if (["ln", "log", "log10"].includes(tree.name)) return positive(logarithm(first, letters));
      if (tree.name === "sqrt") return logarithm(first, letters) / 2;
      if (tree.name === "exp") return plainValue(first, letters);
      if (tree.name === "factorial") return stirling(finite(Math.exp(logarithm(first, letters))) + 1);
      if (tree.name === "min" || tree.name === "max") return Math[tree.name](...tree.args.map((a) => logarithm(a, letters)));
    }
  }
  fail("an order of growth is positive");
}
const plainValue = (tree, letters) => tree.kind === "negative" ? -plainValue(tree.body, letters) : finite(Math.exp(logarithm(tree, letters)));
function stirling(x) {
  let shift = 0;
  while (x < 10) { shift -= Math.log(x); x += 1; }
  return shift + (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1260 * x ** 5);
}

// words
const oneLine = (text) => {
  if ([...text].length > 4000) refuse("this is longer than 4000 characters");
  const line = text.normalize("NFC").split(/\s+/).filter(Boolean).join(" ");
  if (!line) refuse("type an answer");
  return line;
};
const plainWord = (spec, word) => spec.exact ? word : word.replace(/[\s-]+/g, " ").toLowerCase().replace(/^[ .]+|[ .]+$/g, "");
const outputLines = (text) => text.trim().split("\n").map((line) =>
  line.replace(/\s+/g, " ").trim().replace(/\s*([[\](){},:])\s*/g, "$1").replaceAll('"', "'"));

function closeTo(typed, known) {  // the share of signs in common, as two words are nearly the same
  const rows = [...typed].map(() => new Array(known.length + 1).fill(0));
  const table = [new Array(known.length + 1).fill(0), ...rows];
  for (let i = 1; i <= typed.length; i++)
    for (let j = 1; j <= known.length; j++)
      table[i][j] = typed[i - 1] === known[j - 1] ? table[i - 1][j - 1] + 1 : Math.max(table[i - 1][j], table[i][j - 1]);
  return (2 * table[typed.length][known.length]) / (typed.length + known.length);
}

function readTicks(spec, text) {
  const words = text.trim().toLowerCase();
  if (["none", "-", "–", "∅", "{}", "0"].includes(words)) return [];
  if (words === "all") return Array.from({ length: spec.count }, (_, n) => n + 1);
  if (!/^[({[]?\s*\d{1,2}(?:\s*(?:,|;|and|&|\s)\s*\d{1,2})*\s*[)}\]]?\.?$/.test(words))
    refuse("type the numbers that you select, such as 1, 3, or none");
  const numbers = [...new Set(words.match(/\d+/g).map(Number))].sort((a, b) => a - b);
  if (numbers[0] < 1 || numbers[numbers.length - 1] > spec.count) refuse(`the numbers run from 1 to ${spec.count}`);
  return numbers;
}

function readOneOf(spec, text) {
  const typed = oneLine(text).toLowerCase().replace(/^[ .]+|[ .]+$/g, "");
  let found = spec.words.filter((word) => word.toLowerCase() === typed);
  if (!found.length) found = spec.words.filter((word) => word.toLowerCase().startsWith(typed));
  if (found.length !== 1) refuse(`answer with one of: ${spec.words.join(", ")}`);
  return found[0];
}

const TYPES = {
  number: { read: numberGiven, judge: judgeNumber },
  formula: { read: (spec, text) => readExpression(afterLastEquals(text), spec.letters), judge: judgeFormula },
  vector: {
    read: (spec, text) => itemsOf(readCollection(afterLastEquals(text), spec.item.letters)).map((item) => read(spec.item, write(item))),
    judge: (spec, key, given) => key.length === given.length ? worst(key.map((one, n) => judge(spec.item, one, given[n])))
      : judged("wrong", spec.length ? `${key.length} values are expected` : ""),
  },
  matrix: {
    read: readMatrix,
    judge: (spec, key, given) => key.length === given.length && key.every((row, n) => row.length === given[n].length)
      ? worst(key.flatMap((row, n) => row.map((one, k) => judge(spec.item, one, given[n][k]))))
      : judged("wrong", "the matrix has another size"),
  },
  set: {
    read: (spec, text) => isEmpty(text) ? [] : itemsOf(readCollection(afterLastEquals(text))).map((item) => read(spec.item, write(item))),
    judge: judgeSet,
  },
  interval: {
    read: (spec, text) => {
      const plain = text.trim().replace(/^\$+|\$+$/g, "").replace(/^.*(?:∈|\\in(?![a-z]))/, "");
      return isEmpty(plain) ? [] : merged(pieces(readCollection(plain, ["R", "ℝ"])));
    },
    judge: (spec, key, given) => judgeInterval(key, given),
  },
  order: { read: (spec, text) => readExpression(insideOrder(text), spec.letters), judge: judgeOrder },
  choice: {
    read: (spec, text) => {
      const letter = text.trim().replace(/^[().]+|[().]+$/g, "").toUpperCase();
      if (letter.length !== 1 || !spec.letters.includes(letter)) refuse(`choose one of ${[...spec.letters].join(", ")}`);
      return letter;
    },
    judge: (spec, key, given) => (key === given ? RIGHT : WRONG),
  },
  one: { read: readOneOf, judge: (spec, key, given) => (key === given ? RIGHT : WRONG) },
  ticks: { read: readTicks, judge: (spec, key, given) => (key.join() === given.join() ? RIGHT : WRONG) },
  word: {
    read: (spec, text) => oneLine(text),
    judge: (spec, key, given) => {
      const known = [key, ...spec.accepted].map((word) => plainWord(spec, word)), typed = plainWord(spec, given);
      if (known.includes(typed)) return RIGHT;
      return typed.length > 4 && known.some((word) => closeTo(typed, word) >= 0.85) ? judged("imprecise", "almost: check the spelling") : WRONG;
    },
  },
  output: {
    read: (spec, text) => text.normalize("NFC"),
    judge: (spec, key, given) => {
      const one = outputLines(key), other = outputLines(given);
      if (one.join("\n") === other.join("\n")) return RIGHT;
      return one.join("") === other.join("") ? judged("wrong", "the line breaks differ") : WRONG;
    },
  },
  open: { read: (spec, text) => text, judge: () => judged("undecided", "compare it with the model answer") },
};

export const read = (spec, text) => TYPES[spec.type].read(spec, spec.comma ? withPoint(spec, text) : text);
export const judge = (spec, key, given) => TYPES[spec.type].judge(spec, key, given);

// What a text is worth as the answer of a field: a verdict, or a message where it is not understood.
export function mark(spec, key, text) {
  try {
    const found = judge(spec, key, read(spec, text));
    return spec.free && found.verdict === "wrong" ? judged("undecided", "") : found;
  } catch (error) {
    if (error instanceof Unreadable) return judged("unreadable", error.message);
    throw error;
  }
}
