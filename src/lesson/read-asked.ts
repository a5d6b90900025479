import type { Path } from "../input/located-yaml.ts";
import { pathText } from "../input/located-yaml.ts";
import type { Problem } from "../input/problem.ts";
import { type Call, type Expression, mapChildren, name as named } from "../language/expression.ts";
import { problemOf } from "../language/fault.ts";
import type { Formula } from "../language/formula.ts";
import { parseExpression } from "../language/parse.ts";
import type { PartReader } from "../language/read-parts.ts";
import { type Unit, unitOf } from "../language/units.ts";
import { checkOutcome, knownFrom, type Outcome, type OutcomeNames } from "../population/outcome.ts";
import { lookOf } from "../trajectory/display.ts";
import type { Asked, Course } from "./lesson.ts";

/** A course with what can be asked of its run. */
export interface AskedCourse {
	readonly course: Course;
	readonly names: OutcomeNames;
}

/** The course that is asked, and the one that `before(…)` means; null: none. */
export interface Askable {
	readonly own: AskedCourse;
	readonly before: AskedCourse | null;
}

/** Functions whose value is a moment of the course. */
const moments: readonly string[] = ["onset", "resolved", "first", "last", "peak_time"];
/** Functions that give whole numbers. */
const counts: readonly string[] = ["worst", "doses", "strikes"];
/** Functions whose value is one of the column's own. */
const values: readonly string[] = ["peak", "nadir", "at"];

const beforeName = "before";
const isBefore = (e: Expression): e is Call => e.kind === "call" && e.name === beforeName;

/** What an expression is made of once `before(…)` is taken off. */
const withoutBefore = (e: Expression): Expression => (isBefore(e) ? (e.args[0] ?? e) : e);

/** How a number is told: by the function that gives it. */
function toldOf(written: Expression, { unit }: Outcome, { course: { plan } }: AskedCourse): Asked["told"] {
	const e = withoutBefore(written);
	const subject = e.kind === "call" && e.args[0]?.kind === "name" ? e.args[0].name : "";
	if (e.kind === "call" && moments.includes(e.name)) return "moment";
	if (unit === "day") return "length";
	if (e.kind === "call" && counts.includes(e.name)) return { decimals: 0 };
	if (e.kind === "call" && e.name === "at" && !plan.flat.columns.includes(subject)) return { decimals: 0 };
	if (e.kind === "call" && values.includes(e.name)) {
		const display = plan.flat.display[subject];
		return lookOf({ name: subject, title: "", ...(display === undefined ? {} : { display }) }).fineness;
	}
	return { digits: 2 };
}

/** What is asked of the course beside, gathered while its calls are replaced by names. */
interface Gathered {
	readonly before: { readonly name: string; readonly outcome: Outcome }[];
	readonly units: Map<string, Unit>;
}

/** Replaces `before(x)` by a name whose value is that of x in the course beside. */
function replaced(e: Expression, formula: Formula, { before }: Askable, problems: Problem[], gathered: Gathered): Expression {
	if (!isBefore(e)) return mapChildren(e, (part) => replaced(part, formula, { own: before!, before }, problems, gathered));
	const refuse = (message: string, hint: string): Expression => {
		problems.push(problemOf({ message, hint, span: e.span }, formula));
		return e;
	};
	const [inner] = e.args;
	if (!before) return refuse("there is no course beside this one", "the first step has none: compare in a later one");
	if (!inner || e.args.length !== 1) return refuse("before takes one value of the course beside", 'for example "before(peak(il6))"');
	const text = formula.text.slice(inner.span.start, inner.span.end);
	const name = `${beforeName}(${text}${inner.kind === "call" ? ")" : ""})`;
	if (gathered.units.has(name)) return named(name, e.span);
	const outcome = checkOutcome(name, { is: { ...formula, expression: inner }, among: null }, before.names, problems);
	if (!outcome) return e;
	if (outcome.kind === "probability")
		return refuse("before takes a number, and this is a condition", 'compare outside: "before(worst(crs)) >= 3"');
	gathered.before.push({ name, outcome });
	gathered.units.set(name, unitOf(outcome.unit));
	return named(name, e.span);
}

/** What is known only later than a course goes would be unknown for ever. */
function checkKnown(formula: Formula, outcome: Outcome, { course: { plan } }: AskedCourse, problems: Problem[]): void {
	const from = knownFrom(outcome);
	if (from <= plan.until) return;
	const message = `this is known only from day ${from / 24} on, and the course ends on day ${plan.until / 24}`;
	problems.push({ ...formula.locate(formula.expression.span), key: formula.key, message, hint: `until: ${from / 24} day` });
}

/** An expression of a lesson, checked; undefined, with problems, when it is wrong. `needed`: what it has to be. */
export function checkAsked(formula: Formula, askable: Askable, needed: "number" | "condition", problems: Problem[]): Asked | undefined {
	const gathered: Gathered = { before: [], units: new Map() };
	const found = problems.length;
	const expression = replaced(formula.expression, formula, askable, problems, gathered);
	if (problems.length > found) return undefined;
	const { own } = askable;
	const names: OutcomeNames = { ...own.names, facts: new Map([...(own.names.facts ?? []), ...gathered.units]) };
	const outcome = checkOutcome("asked", { is: { ...formula, expression }, among: null }, names, problems);
	if (!outcome) return undefined;
	const isCondition = outcome.kind === "probability";
	if (isCondition !== (needed === "condition")) {
		const [message, hint] = isCondition
			? ["expected a number, found a condition", 'for example "{peak(il6)}"']
			: ["expected a condition, found a number", 'for example "peak(il6) > 1000 pg/mL"'];
		problems.push({ ...formula.locate(formula.expression.span), key: formula.key, message, hint });
		return undefined;
	}
	checkKnown(formula, outcome, own, problems);
	return { is: formula.text.trim(), outcome, before: gathered.before, told: toldOf(formula.expression, outcome, own) };
}

/** The condition at a path. */
export function readCondition(read: PartReader, path: Path, askable: Askable): Asked | undefined {
	const formula = read.formula(path);
	return formula && checkAsked(formula, askable, "condition", read.problems);
}

/** What stands in braces within the text at a path. */
export function readFilled(read: PartReader, path: Path, { text, offset }: { text: string; offset: number }, askable: Askable) {
	const located = {
		key: pathText(path),
		locate: (span: { readonly start: number }) => read.yaml.placeWithin(path, offset + span.start),
	};
	const parsed = parseExpression(text);
	if ("fault" in parsed) return void read.problems.push(problemOf(parsed.fault, located));
	return checkAsked({ expression: parsed.expression, text, ...located }, askable, "number", read.problems);
}
