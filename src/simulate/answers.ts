import { instant, snapped } from "../chart/instant.ts";
import { askedColumns } from "../chart/signs.ts";
import { amountGiven, type DoseBook, dosesGiven, since } from "../treatment/dose-log.ts";
import type { Answer, Question, Test } from "../treatment/question.ts";
import type { Engine } from "./engine.ts";
import type { Infusions } from "./infusions.ts";
import { markedLength, type Rewind, rewindAll } from "./rewind.ts";
import type { Variables } from "./variables.ts";

/** The grades of one toxicity on one scale, as things stand. */
export interface Grades {
	/** Latest grade; NaN when it is not known exactly. */
	readonly grade: () => number;
	/** Highest certain grade at the looks from a time on; NaN when there is none. */
	readonly worst: (from: number) => number;
}

/** What the answers are read from. */
export interface AnswerSources {
	readonly variables: Variables;
	readonly infusions: Infusions;
	/** Doses, and acts of the care team by the names of its rules. */
	readonly log: DoseBook;
	readonly acts: DoseBook;
	/** The grades of a name; undefined for what is no grade. */
	readonly grades: (name: string) => Grades | undefined;
}

/** The numbers of the dose that is about to be given, by the names that limits use. */
export type OwnValues = Readonly<Record<string, number>>;

/** Answers to what the conditions of a program ask, for one patient, as things stand when they are asked. */
export interface Answers {
	/** By the places of the program's questions. */
	readonly answers: readonly Answer[];
	/** Follows what is asked of the past: once at each look. */
	readonly look: (time: number) => void;
	/** Says which dose its limits are about. */
	readonly about: (own: OwnValues) => void;
	readonly mark: () => Rewind;
}

/** How long a condition has been true without a break. */
interface Spell {
	/** NaN while it does not hold. */
	since: number;
}

const lasting = ({ since: begun }: Spell, time: number) => (Number.isNaN(begun) ? 0 : snapped(time - begun));

/** The values of a name at the looks so far. */
interface Readings {
	readonly now: () => number;
	readonly times: number[];
	readonly values: number[];
	/** Of each window that is asked for: how many looks lie at least so far back. */
	readonly back: { looks: number }[];
}

/** Marks what is known so far of names that change. */
const markedReadings = ({ times, values, back }: Readings): Rewind => {
	const rewind = rewindAll([markedLength(times), markedLength(values)]);
	return () => {
		rewind();
		for (const place of back) place.looks = 0;
	};
};

/** What a name has changed by since the last look that is a window ago. Looks come in order of time, so that it only moves on. */
function changeOver({ times, values, now, back }: Readings, window: number): Answer {
	const place = { looks: 0 };
	back.push(place);
	return (time) => {
		while (place.looks < times.length && time - times[place.looks]! >= window - instant) place.looks++;
		return place.looks === 0 ? Number.NaN : now() - values[place.looks - 1]!;
	};
}

/** The number of a name: the time, a grade, or a quantity of the model. */
function numberOf(name: string, { program }: Engine, { variables, infusions, grades }: AnswerSources): Answer {
	if (name === "t") return (time) => time;
	const graded = grades(name);
	if (graded) return graded.grade;
	const reading = variables.reading(name);
	// A sedated patient, on a ventilator, cannot be asked: a condition that reads it does not hold.
	if (!askedColumns(program.bind).has(name)) return reading;
	return () => (infusions.device()?.dose.device === "invasive" ? Number.NaN : reading());
}

/** What is asked: the questions of an inquiry, and its tests as functions. */
export interface AskedTests {
	readonly questions: readonly Question[];
	readonly tests: readonly Test[];
	/** The numbers of names that the model does not have. */
	readonly own?: (name: string) => Answer | undefined;
}

/** Opens the answers of one run; to the conditions of orders, rules and limits where nothing else is said. */
export function answersOf(
	engine: Engine,
	known: AnswerSources,
	{ questions, tests, own: ownAnswer }: AskedTests = { questions: engine.program.inquiry.questions, tests: engine.tests },
): Answers {
	const { program } = engine;
	const { variables, log, acts, grades } = known;
	const rules = new Set(program.care?.rules.map(({ name }) => name));
	const pageOf = (name: string) => (rules.has(name) ? acts : log).of(name);
	const changing = new Set(questions.flatMap((question) => (question.kind === "change" ? [question.name] : [])));
	const readings = new Map(
		[...changing].map((name): [string, Readings] => [name, { now: variables.reading(name), times: [], values: [], back: [] }]),
	);
	const held: { readonly test: number; readonly spell: Spell }[] = [];
	let own: OwnValues = {};

	const answerTo = (question: Question): Answer => {
		switch (question.kind) {
			case "number":
				return ownAnswer?.(question.name) ?? numberOf(question.name, engine, known);
			case "own": {
				const other = numberOf(question.name, engine, known);
				return (time) => own[question.name] ?? other(time);
			}
			case "known": {
				const value = numberOf(question.name, engine, known);
				return (time) => (Number.isNaN(value(time)) ? 0 : 1);
			}
			case "since": {
				const page = pageOf(question.name);
				return (time) => since(page, question.name, time);
			}
			case "doses": {
				const page = pageOf(question.name);
				return (time) => dosesGiven(page, question.name, time, question.window);
			}
			case "amount": {
				const page = log.of(question.name);
				return (time) => amountGiven(page, question.name, time, question.window);
			}
			case "change":
				return changeOver(readings.get(question.name)!, question.window);
			case "worst":
				return (time) => grades(question.name)?.worst(time - question.window - instant) ?? Number.NaN;
			case "on":
				return () => (known.infusions.isOn(question.name) ? 1 : 0);
			case "step":
				return () => known.infusions.stepOf(question.name);
			case "held": {
				const spell = { since: Number.NaN };
				held.push({ test: question.test, spell });
				return (time) => lasting(spell, time);
			}
		}
	};

	const answers = questions.map(answerTo);
	return {
		answers,
		about: (dose) => {
			own = dose;
		},
		look: (time) => {
			for (const { test, spell } of held) {
				if (!tests[test]!(answers, time)) spell.since = Number.NaN;
				else if (Number.isNaN(spell.since)) spell.since = time;
			}
			for (const { now, times, values } of readings.values()) {
				times.push(time);
				values.push(now());
			}
		},
		mark: () => {
			const then = [own, held.map(({ spell }) => spell.since)] as const;
			const rewind = rewindAll([...readings.values()].map(markedReadings));
			return () => {
				own = then[0];
				for (const [i, { spell }] of held.entries()) spell.since = then[1][i]!;
				rewind();
			};
		},
	};
}
