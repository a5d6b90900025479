import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { eventsCsv, trajectoryCsv } from "../../src/exchange/csv.ts";
import { gradeInput } from "../../src/exchange/graded.ts";
import { chartCsv } from "../../src/exchange/write-chart.ts";
import { InputError } from "../../src/input/problem.ts";
import { functions } from "../../src/language/functions.ts";
import { parseExpression } from "../../src/language/parse.ts";
import { readQuantity } from "../../src/language/quantity.ts";
import { runFunctions } from "../../src/language/run-functions.ts";
import { unitOf } from "../../src/language/units.ts";
import type { AskedRuns } from "../../src/lesson/answer.ts";
import type { Words } from "../../src/lesson/lesson.ts";
import { runLesson } from "../../src/lesson/run-lesson.ts";
import { onCommandLine } from "../../src/node/asked.ts";
import { home } from "../../src/node/model-files.ts";
import { protocolsFor } from "../../src/node/protocol-files.ts";
import { checkSettings, type WrittenSettings } from "../../src/node/run-settings.ts";
import { modelsAtHand } from "../../src/node/scenario-files.ts";
import { parseStudy } from "../../src/population/parse-study.ts";
import { pointsOf, sensitivityOf } from "../../src/population/sensitivity.ts";
import { askedText } from "../../src/report/lesson-words.ts";
import { summaryOf } from "../../src/report/summary.ts";
import { parseScenario } from "../../src/scenario/parse-scenario.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import { runOptions } from "../../src/simulate/options.ts";
import { type ConditionNames, checkCondition } from "../../src/treatment/condition.ts";
import { type Library, readLibrary } from "../../src/treatment/library.ts";
import { aLesson, lessonOfPaper } from "../support/a-lesson-text.ts";
import { protocolTexts, tinyModel } from "../support/a-scenario.ts";
import { studyText } from "../support/a-study-text.ts";
import { runPlan } from "../support/run-plan.ts";
import { anyFormula } from "./any-formula.ts";
import { anyPatient } from "./any-patient.ts";
import type { Draw } from "./draw.ts";
import { mutateText } from "./mutate-text.ts";
import { mutateTree, type Tree, written } from "./mutate-tree.ts";
import { oddNames, oddNumbers, units } from "./odd.ts";
import { boundFaults, doseFaults, gradeFaults, kernelFaults, valueFaults } from "./run-faults.ts";

/** A text that is read as one kind of input. */
export interface Input {
	readonly kind: string;
	/** Which file of its kind it stands for, where there are several. */
	readonly part: string;
	readonly text: string;
}

/** What came of a good input. */
export interface Reading {
	/** Simulated patients. */
	readonly runs: number;
	/** What is wrong with what it gave, in sentences. */
	readonly faults: readonly string[];
}

/** One kind of input: how often it is tried, how one is made, and what reads it. Whatever `read` throws but an InputError is a defect. */
interface Target {
	readonly share: number;
	readonly make: (draw: Draw) => { readonly part: string; readonly text: string };
	readonly read: (input: Input) => Reading;
	/** Milliseconds of the processor after which it hangs; left out: 2000. */
	readonly longest?: number;
}

const fine: Reading = { runs: 0, faults: [] };
const textsOf = (folder: string, ending: string): ReadonlyMap<string, string> =>
	new Map(
		readdirSync(join(home, folder))
			.filter((name) => name.endsWith(ending))
			.map((name) => [name, readFileSync(join(home, folder, name), "utf8")]),
	);

/** A text of a family after changes to it as text, or as data. */
function mutated(family: ReadonlyMap<string, string>): Target["make"] {
	const names = [...family.keys()];
	const trees = new Map<string, Tree>();
	const treeOf = (part: string) => {
		const tree = trees.get(part) ?? (parse(family.get(part)!) as Tree);
		trees.set(part, tree);
		return tree;
	};
	return (draw) => {
		const part = draw.one(names);
		const other = family.get(draw.one(names))!;
		const isTable = part.endsWith(".csv");
		const asData = !isTable && draw.chance(0.5);
		return { part, text: asData ? written(mutateTree(treeOf(part), draw)) : mutateText(family.get(part)!, draw, other) };
	};
}

/** The scenarios of paper that are changed: together they use every key. */
const paper: ReadonlyMap<string, string> = new Map(
	Object.entries({
		orders: `until: 3 day
care: team
patient: { disease: calm, product: strong, weight: 60 kg, age: 12 year }
treatments:
  - give: guarded
    dose: 8 mg/kg
    when: crs >= 1 and held(temperature > 38 degC) >= 2 h
    repeat: { every: 8 h, at_most: 4, while: crs >= 1 }
  - give: drug
    dose: 10 mg
    at: 1 day
    every: 6 h
    for: 2 day
    route: drip
    taper: [{ dose: 5 mg, every: 12 h, for: 1 day }]
  - { give: pressor, rate: 0.08 ug/kg/min, at: 2 day, for: 30 h }
  - { give: oxygen, device: nasal_cannula, flow: 3 L/min, when: "doses(drug, 24 h) >= 2 or since(guarded) < 1 day", for: 1 day }
set: { gain: 1.5x, fever_height: 3 degC }
`,
		small: `until: 30 h
treatments:
  - { give: pool, dose: 10 mg, at: 2 h }
  - { give: pool, dose: 3 mg/kg, at: 5 h, over: 90 min, every: 4 h, for: 20 h }
  - { give: saline, rate: 3 mL/kg/h, at: 4 h, for: 2 h }
  - { give: oxygen, device: cpap, at: 1 h }
  - { give: oxygen, device: invasive, fio2: 0.8, peep: 12 cmH2O, at: 20 h, for: 5 h }
`,
		bare: "patient: { weight: 20 kg }\nextends: base.yaml\nwithout: []\n",
	}).map(([name, text]) => [name, `about: A patient of paper.\nmodel: tiny\n${text}`]),
);

const team = `about: A team.
look: 1 h
rules:
  - { name: warm, when: crs >= 1, wait: 30 min, give: guarded, dose: 8 mg/kg }
  - { name: up, when: "held(crs >= 1) >= 2 h and since(drug) >= 6 h", give: drug, dose: 10 mg, group: drugs, at_most: 3 }
  - { name: press, when: map < 95 mmHg and crs >= 1, titrate: pressor, step: 0.05 ug/kg/min, between: [0.02 ug/kg/min, 0.5 ug/kg/min], every: 1 h }
  - { name: off, when: t > 60 h and since(pressor) >= 1 h, stop: pressor }
  - { name: air, when: temperature > 38 degC, escalate: oxygen, every: 2 h }
  - { name: less, when: temperature < 37.5 degC, deescalate: oxygen }
`;
const base = "about: Base.\nmodel: tiny\npatient: { age: 40 year }\nuntil: 2 day\n";

const tiny = readLibrary(tinyModel());
const tinyModels = new Map([["tiny", tiny]]);
const shippedModels = modelsAtHand();
const cart = shippedModels.get("cart-crs")!;
const here = join(home, "scenarios", "fuzz.yaml");
const shippedTexts = textsOf("scenarios", ".yaml");

const readPaper = (
	text: string,
	{ models = tinyModels, rules = team }: { models?: ReadonlyMap<string, Library>; rules?: string } = {},
): Plan =>
	parseScenario(text, {
		file: "fuzz.yaml",
		models,
		protocols: protocolTexts({ team: rules }),
		open: (name) => (name === "base.yaml" ? base : undefined),
	});

/** At most three days of a plan: what its reading accepts, its run gives. */
function threeDays(plan: Plan, library = tiny, every = 1): Reading {
	const run = runPlan({ ...plan, until: Math.min(plan.until, 72) }, { every, maxSteps: 20_000 });
	return { runs: 1, faults: [...valueFaults(run), ...doseFaults(run, library)] };
}

/** Sixty days of a legal patient: every law. */
function sixtyDays(text: string): Reading {
	const read = parseScenario(text, { file: here, models: shippedModels, protocols: protocolsFor(here) });
	const states = read.flat.states.map(({ name }) => name);
	const plan = { ...read, flat: { ...read.flat, columns: [...new Set([...read.flat.columns, ...states])] } };
	const run = runPlan(plan);
	const ended = run.outcome.kind === "finished" ? [] : [`the run of a legal patient ends as ${run.outcome.kind}`];
	const kernel = text.length % 8 === 0 ? kernelFaults(plan, run) : [];
	return {
		runs: 1,
		faults: [...ended, ...valueFaults(run), ...doseFaults(run, cart), ...gradeFaults(run), ...boundFaults(plan, run), ...kernel],
	};
}

/** A protocol as the care of a patient of the shipped model. */
function readTeam(text: string): Reading {
	const others = protocolsFor(here);
	const open = (name: string) => (name === "fuzzed" ? { file: "fuzz.yaml", text } : others.open(name));
	parseScenario("about: A patient.\n", { file: here, models: shippedModels, protocols: { names: others.names, open }, care: "fuzzed" });
	return fine;
}

/** The model of paper with one file changed, and a day of its patient. */
function readTinyModel({ part, text }: Input): Reading {
	const library = readLibrary(tinyModel({ [part]: text }));
	return threeDays(readPaper(paper.get("small")!, { models: new Map([["tiny", library]]) }), library);
}

/** A lesson of paper with all its runs: every number of it is told. */
function readLesson(text: string): Reading {
	const { steps } = runLesson(aLesson(text));
	const told = (words: Words, runs: AskedRuns) => words.flatMap((part) => (typeof part === "string" ? [] : [askedText(part, runs)]));
	const numbers = steps.flatMap(({ step: { say, task }, runs, answer }) => [
		...told(say, runs),
		...(task === null ? [] : [...told(task.question, runs), ...told(task.because, answer)]),
	]);
	return {
		runs: steps.length,
		faults: numbers.filter((one) => /NaN|Infinity|undefined/.test(one)).map((one) => `a number is told as "${one}"`),
	};
}

/** A run folder with one text changed. */
function readFolder(part: string, text: string): Reading {
	const textOf = (name: string) => (name === part ? text : folder.get(name)!);
	let summary: unknown;
	try {
		summary = JSON.parse(textOf("summary.json"));
	} catch {
		return fine;
	}
	const one = (name: string) => ({ text: textOf(name), file: name });
	const texts = { trajectory: one("trajectory.csv"), events: one("events.csv"), summary };
	gradeInput({ kind: "run", name: "fuzz", texts }, { file: "fuzz", scales: [], formulary: () => cart.formulary });
	return fine;
}

const settings: Readonly<Record<keyof WrittenSettings, (draw: Draw) => string>> = {
	until: (draw) => `${draw.one(oddNumbers)} ${draw.one(units)}`,
	every: (draw) =>
		`${draw.chance(0.5) ? draw.between(1e-4, 1e5) : draw.one(oddNumbers)} ${draw.one(["s", "min", "h", "day", draw.one(units)])}`,
	rtol: (draw) => (draw.chance(0.5) ? String(draw.between(1e-13, 1)) : draw.one(oddNumbers)),
	method: (draw) => draw.one(["rodas4", "rodas5p", "odex", ...oddNames]),
	seed: (draw) => draw.one(oddNumbers),
	patient: (draw) => draw.one(oddNumbers),
	care: (draw) => draw.one(["none", "p4", ...oddNames]),
	events: (draw) => `ID,TIME,EVID,AMT,CMT\n${draw.one(oddNames)},${draw.one(oddNumbers)},1,${draw.one(oddNumbers)},${draw.one(oddNames)}\n`,
	id: (draw) => draw.one(oddNames),
};

const conditionNames: ConditionNames = {
	quantities: new Map([
		["temperature", unitOf("degC")],
		["map", unitOf("mmHg")],
		["spo2", unitOf("percent")],
		["il6", unitOf("pg/mL")],
		["weight", unitOf("kg")],
	]),
	plausible: new Map([["temperature", [25, 45]]]),
	grades: ["crs", "icans"],
	treatments: new Map([
		["drug", unitOf("mg")],
		["oxygen", null],
	]),
	ladders: new Set(["oxygen"]),
	running: new Set(["drug", "oxygen", "mask"]),
	formulary: cart.formulary,
};

const formulaNames = {
	quantities: [...conditionNames.quantities.keys()],
	grades: conditionNames.grades,
	treatments: [...conditionNames.treatments.keys()],
	functions: [...Object.keys(runFunctions), ...Object.keys(functions), "exp", "sum", "mean", "import"],
};

function readFormula(text: string): Reading {
	const parsed = parseExpression(text);
	const place = { file: "formula", line: 1, column: 1 };
	const locate = ({ start }: { start: number }) => ({ ...place, column: start + 1 });
	const problems = "fault" in parsed ? [{ ...locate(parsed.fault.span), key: "", ...parsed.fault }] : [];
	if ("expression" in parsed) checkCondition({ expression: parsed.expression, text, key: "", locate }, conditionNames, problems);
	if (problems.length > 0) throw new InputError(problems);
	return fine;
}

/** A run of paper with its tables, whose changed texts are graded. */
const folder = (() => {
	const plan = readPaper(paper.get("orders")!);
	const run = runPlan({ ...plan, until: 48 }, { every: 4 });
	const facts = {
		scenario: { file: "", title: "", sha256: "" },
		model: { name: "tiny", sha256: "" },
		version: "0",
		seed: null,
		options: {},
	};
	return new Map([
		["trajectory.csv", trajectoryCsv(run.trajectory)],
		["events.csv", eventsCsv(run.events)],
		["summary.json", JSON.stringify(summaryOf(run, facts))],
		["chart.csv", chartCsv(run)],
	]);
})();

const graded = (kind: "chart" | "records", text: string): Reading => {
	const { answers } = gradeInput({ kind, name: "fuzz", text }, { file: "fuzz", scales: [], formulary: () => cart.formulary });
	const bad = answers.filter(({ grade }) => typeof grade === "number" && !Number.isFinite(grade));
	return { runs: 0, faults: bad.map(({ scale, grade }) => `${scale} gives ${grade}`) };
};

const records = new Map(
	(JSON.parse(readFileSync(join(home, "test/grading/vectors.json"), "utf8")) as Tree[]).map((one, i) => [`${i}`, JSON.stringify([one])]),
);
const charts = new Map([...textsOf("scenarios/charts", ".csv"), ["chart.csv", folder.get("chart.csv")!]]);
const tinyFiles = tinyModel().texts;

/** Every kind of input. */
export const targets: Readonly<Record<string, Target>> = {
	formula: {
		share: 40,
		make: (draw) => {
			const text = anyFormula(draw, formulaNames);
			return { part: "", text: draw.chance(0.3) ? mutateText(text, draw, text) : text };
		},
		read: ({ text }) => readFormula(text),
	},
	quantity: {
		share: 15,
		make: (draw) => {
			const text = `${draw.one(oddNumbers)}${draw.chance(0.8) ? " " : ""}${draw.one(units)}`;
			return { part: "", text: draw.chance(0.5) ? mutateText(text, draw, text) : text };
		},
		read: ({ text }) => {
			const read = readQuantity(text);
			if (!("quantity" in read)) throw new InputError([{ file: "quantity", line: 1, column: read.offset + 1, key: "", ...read }]);
			return { runs: 0, faults: Number.isFinite(read.quantity.value) ? [] : [`${text} is read as ${read.quantity.value}`] };
		},
	},
	settings: {
		share: 10,
		make: (draw) => {
			const names = Object.keys(settings) as (keyof WrittenSettings)[];
			const some = names.filter(() => draw.chance(0.4));
			return { part: "", text: JSON.stringify(Object.fromEntries(some.map((name) => [name, settings[name](draw)]))) };
		},
		read: ({ text }) => {
			const { run, scenario } = checkSettings(JSON.parse(text) as WrittenSettings, onCommandLine);
			runOptions(run);
			if (scenario.until !== undefined) parseScenario(base, { file: "fuzz.yaml", models: tinyModels, until: scenario.until });
			return fine;
		},
	},
	scenario: { share: 6, make: mutated(paper), read: ({ text }) => threeDays(readPaper(text)) },
	"shipped scenario": {
		share: 0.2,
		make: mutated(shippedTexts),
		read: ({ text }) => {
			const open = (name: string) => shippedTexts.get(name);
			const plan = parseScenario(text, { file: here, models: shippedModels, protocols: protocolsFor(here), open });
			return threeDays(plan, cart, 4);
		},
	},
	protocol: {
		share: 3,
		make: mutated(new Map([["team", team]])),
		read: ({ text }) => threeDays(readPaper(paper.get("orders")!, { rules: text })),
	},
	lesson: { share: 1, make: mutated(new Map([["lesson", lessonOfPaper]])), read: ({ text }) => readLesson(text) },
	"shipped protocol": { share: 0.3, make: mutated(textsOf("scenarios/protocols", ".yaml")), read: ({ text }) => readTeam(text) },
	study: {
		share: 4,
		make: mutated(
			new Map<string, string>([
				["plain", studyText()],
				[
					"arms",
					studyText(
						"arms:\n  - { name: a, care: none }\n  - { name: b, set: { gain: 2x } }\nvary: { set.gain: [1.5x, 2x], patient.age: { from: 5 year, to: 80 year, steps: 3 } }\ncovariates: [weight]\nbands: [temperature]\n",
					),
				],
				[
					"decides",
					studyText(
						"sensitivity: { outcome: final, design: latin-hypercube, samples: 16 }\ntrajectories: { every: 6 h, columns: [wave] }\n",
					),
				],
			]),
		),
		read: ({ text }) => {
			const study = parseStudy(text, { file: "fuzz.yaml", models: tinyModels, protocols: protocolTexts({ team }) });
			if (study.sensitivity && study.sensitivity.samples * study.sensitivity.parameters.length < 2000)
				sensitivityOf(
					study,
					pointsOf(study).map((_, i) => Math.sin(i)),
				);
			return fine;
		},
	},
	model: {
		share: 1,
		make: mutated(new Map([...tinyFiles].filter(([path]) => !path.startsWith("treatments/")))),
		read: (input) => readTinyModel(input),
	},
	treatment: {
		share: 1,
		make: mutated(new Map([...tinyFiles].filter(([path]) => path.startsWith("treatments/")))),
		read: (input) => readTinyModel(input),
	},
	chart: { share: 6, make: mutated(charts), read: ({ text }) => graded("chart", text) },
	record: { share: 12, make: mutated(records), read: ({ text }) => graded("records", text) },
	"run folder": {
		share: 2,
		make: mutated(new Map([...folder].filter(([name]) => name !== "chart.csv"))),
		read: ({ part, text }) => readFolder(part, text),
	},
	// Two runs of sixty days, machine code, and every scale three times.
	patient: {
		share: 0.01,
		longest: 10_000,
		make: (draw) => ({ part: "", text: anyPatient(draw, cart) }),
		read: ({ text }) => sixtyDays(text),
	},
};
