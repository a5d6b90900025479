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
	readonly doings: Doings;
}

/** How many times effects were brought about: what hangs on them alone stands in between. */
export interface Doings {
	count: number;
}

/** The numbers of the dose that is about to be given, by the names that limits use. */
export type OwnValues = Readonly<Record<string, number>>;

/** Answers to what the conditions of a program ask, for one patient, as things stand when they are asked. */
export interface Answers {
	/** By the places of the program's questions. */
	readonly answers: readonly Answer[];
	/**
	 * Whether a test holds now. What was found by answers that stand is not asked again until one of them may have changed: many conditions of a care team
	 * begin with a grade, with what runs, or with a drug that was never given.
	 */
	readonly holds: (test: number, time: number) => boolean;
	readonly asked: () => AskedSoFar;
	/** Follows what is asked of the past: once at each look. */
	readonly look: (time: number) => void;
	/** Says which dose its limits are about. */
	readonly about: (own: OwnValues) => void;
	readonly mark: () => Rewind;
}

/** What the conditions of a run have asked so far. */
export interface AskedSoFar {
	/** Tests that were evaluated. */
	readonly tests: number;
	/** Answers that may be others at the next look, whatever is done. */
	readonly moving: number;
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

/** What counts as it is asked: each answer says itself whether it moves. */
type Meter = { -readonly [K in keyof AskedSoFar]: AskedSoFar[K] };

/** What a name has changed by since the last look that is a window ago. Looks come in order of time, so that it only moves on. */
function changeOver({ times, values, now, back }: Readings, window: number, meter: Meter): Answer {
	const place = { looks: 0 };
	back.push(place);
	return (time) => {
		meter.moving++;
		while (place.looks < times.length && time - times[place.looks]! >= window - instant) place.looks++;
		return place.looks === 0 ? Number.NaN : now() - values[place.looks - 1]!;
	};
}

/** The number of a name: the time, a grade, or a quantity of the model. */
function numberOf(name: string, { program }: Engine, { variables, infusions, grades }: AnswerSources, meter: Meter): Answer {
	if (name === "t") {
		return (time) => {
			meter.moving++;
			return time;
		};
	}
	const graded = grades(name);
	if (graded) return graded.grade;
	const source = variables.source(name);
	if (source === undefined) return () => Number.NaN;
	const [values, place] = source;
	// A sedated patient, on a ventilator, cannot be asked: a condition that reads it does not hold.
	if (askedColumns(program.bind).has(name)) {
		return () => {
			meter.moving++;
			return infusions.device()?.dose.device === "invasive" ? Number.NaN : values[place]!;
		};
	}
	// Parameters and inputs change by effects alone.
	if (values === variables.p || values === variables.u) return () => values[place]!;
	return () => {
		meter.moving++;
		return values[place]!;
	};
}

/** The grades that questions name. */
const gradesAsked = (questions: readonly Question[], grades: AnswerSources["grades"]): (() => number)[] => [
	...new Set(questions.flatMap((question) => ("name" in question ? (grades(question.name)?.grade ?? []) : []))),
];

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
	const meter: Meter = { tests: 0, moving: 0 };
	const asksGrades = gradesAsked(questions, grades);
	const gradesBefore = asksGrades.map(() => Number.NaN);
	let own: OwnValues = {};
	/** How many times a look has changed an answer that stands. */
	let turns = 0;
	/** Of each test: when it was last found by answers that stand, as a count of what was done and of turns, and what was found. */
	const foundAt = new Float64Array(tests.length).fill(-1);
	const found = tests.map(() => false);

	const answerTo = (question: Question): Answer => {
		switch (question.kind) {
			case "number": {
				const theirs = ownAnswer?.(question.name);
				if (theirs === undefined) return numberOf(question.name, engine, known, meter);
				// What moves it is not known here.
				return (time) => {
					meter.moving++;
					return theirs(time);
				};
			}
			case "own": {
				const other = numberOf(question.name, engine, known, meter);
				return (time) => {
					meter.moving++;
					return own[question.name] ?? other(time);
				};
			}
			case "known": {
				const value = numberOf(question.name, engine, known, meter);
				return (time) => (Number.isNaN(value(time)) ? 0 : 1);
			}
			case "since": {
				const page = pageOf(question.name);
				return (time) => {
					if (page.length === 0) return Number.POSITIVE_INFINITY;
					meter.moving++;
					return since(page, question.name, time);
				};
			}
			case "doses": {
				const page = pageOf(question.name);
				const isWhole = question.window === Number.POSITIVE_INFINITY;
				return (time) => {
					if (page.length === 0) return 0;
					if (!isWhole) meter.moving++;
					return dosesGiven(page, question.name, time, question.window);
				};
			}
			case "amount": {
				const page = log.of(question.name);
				return (time) => {
					meter.moving++;
					return amountGiven(page, question.name, time, question.window);
				};
			}
			case "change":
				return changeOver(readings.get(question.name)!, question.window, meter);
			case "worst":
				return (time) => {
					meter.moving++;
					return grades(question.name)?.worst(time - question.window - instant) ?? Number.NaN;
				};
			case "on":
				return () => (known.infusions.isOn(question.name) ? 1 : 0);
			case "step":
				return () => known.infusions.stepOf(question.name);
			case "held": {
				const spell = { since: Number.NaN };
				held.push({ test: question.test, spell });
				return (time) => {
					if (Number.isNaN(spell.since)) return 0;
					meter.moving++;
					return lasting(spell, time);
				};
			}
		}
	};

	const answers = questions.map(answerTo);
	const holds = (test: number, time: number): boolean => {
		const now = known.doings.count + turns;
		if (foundAt[test] === now) return found[test]!;
		const { moving } = meter;
		meter.tests++;
		const result = tests[test]!(answers, time);
		if (meter.moving === moving) {
			foundAt[test] = now;
			found[test] = result;
		}
		return result;
	};
	const followGrades = () => {
		for (let i = 0; i < asksGrades.length; i++) {
			const grade = asksGrades[i]!();
			if (Object.is(grade, gradesBefore[i])) continue;
			gradesBefore[i] = grade;
			turns++;
		}
	};
	return {
		answers,
		holds,
		asked: () => ({ ...meter }),
		about: (dose) => {
			own = dose;
		},
		look: (time) => {
			followGrades();
			for (const { test, spell } of held) {
				const isOver = Number.isNaN(spell.since);
				if (holds(test, time) !== isOver) continue;
				spell.since = isOver ? time : Number.NaN;
				turns++;
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
				// Nothing that was found since then may stand.
				foundAt.fill(-1);
				for (const [i, { spell }] of held.entries()) spell.since = then[1][i]!;
				rewind();
			};
		},
	};
}
