import type { AttributedSign } from "../chart/sight.ts";
import { signName } from "../language/attributed-names.ts";
import type { Attribution } from "../treatment/attribution.ts";
import { type AnswerSources, answersOf } from "./answers.ts";
import type { Engine } from "./engine.ts";
import { markedLength, type Rewind, rewindAll } from "./rewind.ts";

/** What a bedside takes to be of another cause, look by look. */
export interface RunAttribution {
	/** The signs that have another cause from this look on; the same list as long as nothing changes. */
	readonly look: (time: number) => readonly AttributedSign[];
	/** What was said so far, and when: only ever forward. */
	readonly said: () => readonly Attribution[];
	readonly mark: () => Rewind;
}

const none: readonly AttributedSign[] = [];

/** No sign before the infusion is a toxicity; only the last day before it is watched, for what was there already. Hours. */
const watchedFrom = -24;

/** Opens the attribution of one run. It asks what conditions of a care team ask, but knows only what the model's file may name. */
export function runAttributionOf(engine: Engine, known: Omit<AnswerSources, "grades">): RunAttribution {
	const { signs, rules, inquiry } = engine.program.attribution;
	if (rules.length === 0) return { look: () => none, said: () => [], mark: () => () => {} };
	const { tests, numbers } = engine.attribution;
	/** Whether each sign is there at this look: 1 or 0, not a number where it is not known. */
	const there = new Float64Array(signs.length);
	const named = new Map(signs.map(({ sign }, i) => [signName(sign), () => there[i]!]));
	const asked = { questions: inquiry.questions, tests, own: (name: string) => named.get(name) };
	const { answers, look, mark } = answersOf(engine, { ...known, grades: () => undefined }, asked);
	const places = rules.map((rule) => signs.findIndex(({ sign }) => sign === rule.sign));
	let standing: (number | undefined)[] = rules.map(() => undefined);
	const over: Attribution[] = [];
	let excused = none;
	const entry = (rule: number, from: number, to: number | null): Attribution => {
		const { sign, cause, counts } = rules[rule]!;
		return { sign, cause, counts, from, to };
	};
	/** A cause beside a toxicity is not told of a sign that is no toxicity's any more. */
	const isSettled = (rule: number) =>
		rules[rule]!.counts && rules.some(({ sign, counts }, i) => standing[i] !== undefined && !counts && sign === rules[rule]!.sign);
	return {
		look: (time) => {
			if (time < watchedFrom) return none;
			for (let i = 0; i < signs.length; i++) there[i] = numbers[signs[i]!.is]!(answers, time);
			look(time);
			let isChanged = false;
			for (let rule = 0; rule < rules.length; rule++) {
				const { begins, ends } = rules[rule]!;
				const from = standing[rule];
				const isThere = there[places[rule]!] === 1;
				if (from === undefined && (!isThere || isSettled(rule))) continue;
				const holds = isThere && tests[begins]!(answers, time);
				if (from === undefined ? !holds : holds || !tests[ends]!(answers, time)) continue;
				if (from !== undefined) over.push(entry(rule, from, time));
				standing[rule] = from === undefined ? time : undefined;
				isChanged = true;
			}
			if (isChanged) {
				const signs = rules.flatMap(({ sign, counts }, rule) => (standing[rule] === undefined || counts ? [] : [sign]));
				excused = signs.length === 0 ? none : [...new Set(signs)];
			}
			return excused;
		},
		said: () => {
			const open = standing.flatMap((from, rule) => (from === undefined ? [] : [entry(rule, from, null)]));
			return [...over, ...open].sort((a, b) => a.from - b.from);
		},
		mark: () => {
			const then = [[...standing], excused] as const;
			const rewind = rewindAll([mark(), markedLength(over)]);
			return () => {
				[standing, excused] = [[...then[0]], then[1]];
				rewind();
			};
		},
	};
}
