/** What the first argument of a function names. */
export type Subject = "grade" | "sign" | "column" | "sign or grade" | "treatment" | "ladder" | "condition";

/** Where a function may stand: a condition asks while the run goes on, an outcome at its end. */
export type Asker = "condition" | "outcome";

/** A function that asks a run: it means the same to a care team at an hour and to a study at the end. */
export interface RunFunction {
	readonly of: Subject;
	/** A written number behind it: a level in the unit of the subject, a time since infusion, or a time back from now. */
	readonly second?: "level" | "time" | "window";
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

/** All of them: a new one is a row, and a reader in `treatment/question.ts`, in `population/outcome-functions.ts`, or in both. */
export const runFunctions = {
	worst: {
		of: "grade",
		second: "window",
		without: both,
		with: during,
		gives: "number",
		asked: both,
		about: "the highest grade so far",
		example: "worst(crs) >= 3",
	},
	known: { of: "sign or grade", gives: "truth", asked: during, about: "whether a sign or grade can be told now", example: "known(icans)" },
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
		about: "the time since a treatment last began; infinite before",
		example: "since(tocilizumab) >= 8 h",
	},
	doses: {
		of: "treatment",
		second: "window",
		without: both,
		gives: "number",
		asked: both,
		about: "how often a dose, rate or device of a treatment began",
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
		asked: during,
		about: "by how much a sign has changed",
		example: "change(norepinephrine_rate, 12 h) > 0 ug/kg/min",
	},
	step: { of: "ladder", gives: "number", asked: during, about: "the step of a ladder that runs now", example: "step(oxygen) >= 4" },
	onset: { of: "grade", gives: "hours", asked: after, about: "when the first episode began", example: "onset(icans) < 3 day" },
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
		of: "column",
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
		gives: "hours",
		asked: after,
		about: "when a condition first held, to the saved rows (an hour apart)",
		example: "first(temperature >= 38 degC)",
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

/** How a function is written: `doses(treatment[, time])`. */
export function signatureOf(name: string, asker: Asker): string {
	const { of, second, without = [], with: writers } = runFunction(name, asker)!;
	if (second === undefined || (writers && !writers.includes(asker))) return `${name}(${of})`;
	const word = second === "level" ? "level" : "time";
	return without.includes(asker) ? `${name}(${of}[, ${word}])` : `${name}(${of}, ${word})`;
}

const secondWords = { level: "a level", time: "a time", window: "a time" } as const;
const withArticle = (subject: Subject) => `${/^[aeiou]/.test(subject) ? "an" : "a"} ${subject}`;

/** What a function takes, in words: `a treatment and, if wanted, a time`. */
export function takenWords({ of, second, without = [], with: writers }: RunFunction, asker: Asker): string {
	if (second === undefined || (writers && !writers.includes(asker))) return `one ${of}`;
	return `${withArticle(of)} and${without.includes(asker) ? ", if wanted," : ""} ${secondWords[second]}`;
}
