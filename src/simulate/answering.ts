import type { Scenario } from "../scenario/scenario.ts";
import { amountGiven, type DoseBook, dosesGiven, since } from "../treatment/dose-log.ts";
import { instant, snapped } from "../treatment/instant.ts";
import type { Answer, Question } from "../treatment/question.ts";
import type { Asked } from "./asked.ts";
import { stepOf } from "./ladder.ts";
import { askedOnly } from "./neurologic-signs.ts";
import type { Patient } from "./patient.ts";
import type { Supplies } from "./supplies.ts";

/** The grades of one toxicity on one scale, as things stand. */
export interface Grades {
	/** Latest grade; NaN when it is not known exactly. */
	readonly grade: () => number;
	/** Highest certain grade at the looks from a time on; NaN when there is none. */
	readonly worst: (from: number) => number;
}

/** What the answers are read from. */
export interface Chart {
	readonly scenario: Scenario;
	readonly patient: Patient;
	readonly supplies: Supplies;
	/** Doses, and acts of the care team by the names of its rules. */
	readonly log: DoseBook;
	readonly acts: DoseBook;
	/** The grades of a name; undefined for what is no grade. */
	readonly grades: (name: string) => Grades | undefined;
}

/** Answers to what the conditions of a scenario ask, for one patient, as things stand when they are asked. */
export interface Answering {
	/** To what is asked at looks. */
	readonly answers: readonly Answer[];
	/** Follows what is asked of the past: once at each look. */
	readonly look: (time: number) => void;
	/** The answer to one question, also one that only a limit asks. */
	readonly answer: (question: Question, time: number) => number;
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
}

/** What a name has changed by since the last look that is a window ago. Looks come in order of time, so that it only moves on. */
function changeOver({ times, values, now }: Readings, window: number): Answer {
	let next = 0;
	return (time) => {
		while (next < times.length && time - times[next]! >= window - instant) next++;
		return next === 0 ? Number.NaN : now() - values[next - 1]!;
	};
}

/** The step of a treatment; found again only when another device has come. */
function stepOn(treatment: string, { scenario, supplies }: Chart): Answer {
	const planned = scenario.treatments[treatment];
	if (!planned) return () => 0;
	let device = supplies.deviceOf(treatment);
	let step = stepOf(planned, device?.dose ?? null);
	return () => {
		const connected = supplies.deviceOf(treatment);
		if (connected !== device) {
			device = connected;
			step = stepOf(planned, device?.dose ?? null);
		}
		return step;
	};
}

/** The number of a name: the time, a grade, or a quantity of the model. */
function numberOf(name: string, { patient, supplies, grades }: Chart): Answer {
	if (name === "t") return (time) => time;
	const graded = grades(name);
	if (graded) return graded.grade;
	const reading = patient.reading(name);
	if (!askedOnly.includes(name)) return reading;
	return () => (supplies.device()?.dose.device === "invasive" ? Number.NaN : reading());
}

/** Opens the answers of one patient. */
export function answeringOf(asked: Asked, chart: Chart): Answering {
	const { patient, log, acts, grades, scenario } = chart;
	const rules = new Set(scenario.care?.rules.map(({ name }) => name));
	const pageOf = (name: string) => (rules.has(name) ? acts : log).of(name);
	const readings = new Map(asked.changing.map((name): [string, Readings] => [name, { now: patient.reading(name), times: [], values: [] }]));
	const spells = new Map<string, Spell>();

	const answerTo = (question: Question): Answer => {
		switch (question.kind) {
			case "number":
				return numberOf(question.name, chart);
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
			case "step":
				return stepOn(question.name, chart);
			case "held": {
				const spell = spells.get(question.key) ?? { since: Number.NaN };
				spells.set(question.key, spell);
				return (time) => lasting(spell, time);
			}
		}
	};

	const answers = asked.questions.map(answerTo);
	const others = new Map<string, Answer>();
	const held = asked.questions.flatMap((question) =>
		question.kind === "held" ? [{ holds: asked.tests[question.test]!, spell: spells.get(question.key)! }] : [],
	);
	return {
		answers,
		look: (time) => {
			for (const { holds, spell } of held) {
				if (!holds(answers, time)) spell.since = Number.NaN;
				else if (Number.isNaN(spell.since)) spell.since = time;
			}
			for (const { now, times, values } of readings.values()) {
				times.push(time);
				values.push(now());
			}
		},
		answer: (question, time) => {
			const known = others.get(question.key) ?? answerTo(question);
			others.set(question.key, known);
			return known(time);
		},
	};
}
