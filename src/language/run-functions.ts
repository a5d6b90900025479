/** What the first argument of a function names. */
export type Subject =
	| "grade"
	| "sign"
	| "column"
	| "sign or grade"
	| "column or grade"
	| "treatment"
	| "ladder"
	| "treatment or device"
	| "hazard"
	| "stay"
	| "condition";

/** Where a function may stand: a condition asks while the run goes on, an outcome at its end. */
export type Asker = "condition" | "outcome";

/** A function that asks a run: it means the same to a care team at an hour and to a study at the end. */
export interface RunFunction {
	readonly of: Subject;
	/**
	 * Behind it: a written level in the unit of the subject, time since infusion, or length of time (back from now, or on from a clock); or a clock, the
	 * time at which something else happened: `first(doses(tocilizumab) >= 1)`.
	 */
	readonly second?: "level" | "time" | "window" | "clock";
	/** Behind that. */
	readonly third?: "clock";
	/** Who may leave the second argument out; nobody when not said. */
	readonly without?: readonly Asker[];
	/** Who may write it; everybody when not said. */
	readonly with?: readonly Asker[];
	/** What it gives: a truth, a pure number, hours, or the unit of its subject. */
	readonly gives: "truth" | "number" | "hours" | "same" | "same times hours";
	readonly asked: readonly Asker[];
	readonly about: string;
	readonly example: string;
}

const both = ["condition", "outcome"] as const;
const during = ["condition"] as const;
const after = ["outcome"] as const;

/**
 * All of them: a new one is a row, and a reader in `simulate/answers.ts` (while a run goes on), in `population/outcome-functions.ts` (at its end), or in
 * both; what conditions within outcomes may ask has one in `population/row-readers.ts` too.
 */
export const runFunctions = {
	worst: {
		of: "grade",
		second: "window",
		without: both,
		gives: "number",
		asked: both,
		about: "the highest grade so far, of any scale",
		example: "worst(crs) >= 3",
	},
	attributed: {
		of: "grade",
		gives: "number",
		asked: both,
		about: "a grade without the signs that the bedside takes to be of another cause; in every function of a grade: worst(attributed(crs))",
		example: "attributed(crs) >= 2",
	},
	known: { of: "sign or grade", gives: "truth", asked: both, about: "whether a sign or grade can be told now", example: "known(icans)" },
	held: {
		of: "condition",
		gives: "hours",
		asked: both,
		about: "how long a condition has held without a break",
		example: "held(crs >= 1) >= 3 day",
	},
	since: {
		of: "treatment",
		gives: "hours",
		asked: both,
		about: "the time since a treatment last began, or a rule last acted; infinite before",
		example: "since(tocilizumab) >= 8 h",
	},
	doses: {
		of: "treatment",
		second: "window",
		without: both,
		gives: "number",
		asked: both,
		about: "how often a dose, rate or device of a treatment began, or a rule acted",
		example: "doses(tocilizumab, 24 h) < 3",
	},
	amount: {
		of: "treatment",
		second: "window",
		without: both,
		gives: "same",
		asked: both,
		about: "the amount of all doses; what runs at a rate has none",
		example: "amount(dexamethasone) <= 40 mg",
	},
	change: {
		of: "sign",
		second: "window",
		gives: "same",
		asked: both,
		about: "by how much a sign has changed",
		example: "change(norepinephrine_rate, 12 h) > 0 ug/kg/min",
	},
	on: {
		of: "treatment or device",
		gives: "truth",
		asked: both,
		about: "whether a rate, a slow dose or a device runs now",
		example: "on(norepinephrine)",
	},
	step: { of: "ladder", gives: "number", asked: during, about: "the step of a ladder that runs now", example: "step(oxygen) >= 4" },
	onset: { of: "grade", gives: "hours", asked: after, about: "when the first episode began", example: "onset(icans) < 3 day" },
	resolved: { of: "grade", gives: "hours", asked: after, about: "when the last episode ended", example: "resolved(crs) < 14 day" },
	length: {
		of: "grade",
		gives: "hours",
		asked: after,
		about: "from the onset of the first episode to the end of the last, or of the run",
		example: "length(crs)",
	},
	calendar_days: {
		of: "grade",
		gives: "hours",
		asked: after,
		about:
			"the calendar days of that, the first and the last counted, as trials give the length of an adverse event (end - start + 1); a day begins at the hour of infusion",
		example: "calendar_days(crs) <= 7 day",
	},
	time_at: {
		of: "grade",
		second: "level",
		gives: "hours",
		asked: after,
		about: "how long a grade of any scale was at a level or above",
		example: "time_at(penn_crs, 3)",
	},
	peak: { of: "column", gives: "same", asked: after, about: "the highest value", example: "peak(il6)" },
	peak_time: { of: "column", gives: "hours", asked: after, about: "when it was highest", example: "peak_time(il6)" },
	nadir: { of: "column", gives: "same", asked: after, about: "the lowest value", example: "nadir(map)" },
	area: { of: "column", gives: "same times hours", asked: after, about: "the area under the curve", example: "area(il6)" },
	at: {
		of: "column or grade",
		second: "time",
		gives: "same",
		asked: after,
		about: "the value at a time",
		example: "at(tumor_shrinkage, 28 day)",
	},
	time_above: {
		of: "column",
		second: "level",
		gives: "hours",
		asked: after,
		about: "how long it lay above a level, to the saved rows (an hour apart)",
		example: "time_above(temperature, 38 degC)",
	},
	time_below: {
		of: "column",
		second: "level",
		gives: "hours",
		asked: after,
		about: "how long it lay below a level, to the saved rows (an hour apart)",
		example: "time_below(map, 65 mmHg)",
	},
	duration: {
		of: "condition",
		gives: "hours",
		asked: after,
		about: "how long a condition held in all, to the saved rows (an hour apart)",
		example: "duration(crs >= 2)",
	},
	first: {
		of: "condition",
		second: "clock",
		without: after,
		gives: "hours",
		asked: after,
		about: "when a condition first held, or first from another time on, to the saved rows (an hour apart)",
		example: "first(temperature >= 38 degC)",
	},
	last: {
		of: "condition",
		gives: "hours",
		asked: after,
		about: "when a condition ceased to hold for good; the end of the run where it still holds; to the saved rows (an hour apart)",
		example: "last(icans >= 3)",
	},
	strikes: {
		of: "hazard",
		gives: "number",
		asked: after,
		about: "how often something struck that comes by chance: an infection, a seizure, a death of one cause",
		example: "strikes(seizure) >= 1",
	},
	staying: {
		of: "stay",
		gives: "truth",
		asked: after,
		about: "whether the patient is in hospital, or in intensive care, by the rules of the model's stay.yaml",
		example: "staying(icu)",
	},
	within: {
		of: "condition",
		second: "window",
		third: "clock",
		gives: "truth",
		asked: after,
		about: "whether a condition held at some time between another time and so long after it",
		example: "within(icans >= 3, 14 day, first(doses(tocilizumab) >= 1))",
	},
} as const satisfies Readonly<Record<string, RunFunction>>;

type Rows = typeof runFunctions;

/** Names of the functions that an asker may use. */
export type FunctionOf<A extends Asker> = { [Name in keyof Rows]: A extends Rows[Name]["asked"][number] ? Name : never }[keyof Rows];

const rows: Readonly<Record<string, RunFunction>> = runFunctions;

/** The row of a function; undefined for a name that the asker cannot use. */
export const runFunction = (name: string, asker: Asker): RunFunction | undefined =>
	Object.hasOwn(rows, name) && rows[name]!.asked.includes(asker) ? rows[name] : undefined;

/** The functions that an asker may use, in the order in which they are told. */
export const functionsOf = (asker: Asker): readonly string[] => Object.keys(rows).filter((name) => runFunction(name, asker));

/** What an asker may write behind the subject, each with whether it may be left out. */
export function behind(
	row: RunFunction,
	asker: Asker,
): readonly { readonly kind: NonNullable<RunFunction["second"]>; readonly free: boolean }[] {
	if (row.second === undefined || (row.with && !row.with.includes(asker))) return [];
	const second = { kind: row.second, free: row.without?.includes(asker) ?? false };
	return row.third === undefined ? [second] : [second, { kind: row.third, free: false }];
}

/** How a function is written: `doses(treatment[, time])`. */
export function signatureOf(name: string, asker: Asker): string {
	const row = runFunction(name, asker)!;
	const more = behind(row, asker).map(({ kind, free }) => (free ? `[, ${shortWords[kind]}]` : `, ${shortWords[kind]}`));
	return `${name}(${row.of}${more.join("")})`;
}

const shortWords = { level: "level", time: "time", window: "time", clock: "from" } as const;
const longWords = { level: "a level", time: "a time", window: "a time", clock: "the time from which it counts" } as const;
const withArticle = (subject: Subject) => `${/^[aeiou]/.test(subject) ? "an" : "a"} ${subject}`;

/** What a function takes, in words: `a treatment and, if wanted, a time`. */
export function takenWords(row: RunFunction, asker: Asker): string {
	const more = behind(row, asker);
	if (more.length === 0) return `one ${row.of}`;
	const said = more.map(({ kind, free }, i) => `${i < more.length - 1 ? "," : " and"}${free ? ", if wanted," : ""} ${longWords[kind]}`);
	return `${withArticle(row.of)}${said.join("")}`;
}
