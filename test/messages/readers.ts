import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readGradeRecords } from "../../src/exchange/grade-records.ts";
import { type GradeInput, gradeInput } from "../../src/exchange/graded.ts";
import { InputError } from "../../src/input/problem.ts";
import { flatten } from "../../src/model/flatten.ts";
import { modelsAtHand } from "../../src/node/scenario-files.ts";
import { writingInto } from "../../src/node/write-files.ts";
import { parseScenario } from "../../src/scenario/parse-scenario.ts";
import { readLibrary } from "../../src/treatment/library.ts";
import { aFolder, crsim } from "../cli/crsim.ts";
import { aScenario, protocolTexts, readScenario } from "../support/a-scenario.ts";
import { aStudy, studyText } from "../support/a-study-text.ts";
import { shippedFormulary } from "../support/formulary.ts";
import { runPlan } from "../support/run-plan.ts";

/** What a person is told about an input: the place, what is wrong, what to do. Words that only warn have no place. */
export interface Told {
	readonly place: string;
	readonly message: string;
	readonly hint: string;
}

/** Reads one input of its kind and gives what is said of it. */
export type Reader = (text: string) => readonly Told[] | Promise<readonly Told[]>;

const warnings = (texts: readonly string[]): readonly Told[] => texts.map((message) => ({ place: "", message, hint: "" }));

/** The problems of an input, or the warnings of one that is good. */
function toldBy(read: () => readonly string[]): readonly Told[] {
	try {
		return warnings(read());
	} catch (error) {
		if (!(error instanceof InputError)) throw error;
		return error.problems.map(({ line, column, key, message, hint = "" }) => ({
			place: `${line}:${column}${key === "" ? "" : ` ${key}`}`,
			message,
			hint,
		}));
	}
}

/** A scenario of the model of paper, run where it is good: a run warns of more than a plan. */
const ran = (text: string, given: Parameters<typeof aScenario>[1] = {}) =>
	toldBy(() => {
		const plan = aScenario(text, given);
		return runPlan(plan).warnings;
	});

const rules = (text: string) => ran("until: 3 day\ncare: mine\n", { protocols: { mine: `about: A protocol.\n${text}` } });

const page = "about: A page.\n";
const main = "about: A model.\nfrom: 0 h\nmodules: [page]\n";
const drugStates = "states:\n  drug: { unit: mg, start: 0 mg, rate: 0 mg/h }\n";

/** A model of one page, to which files are added or in which they are replaced. */
const model = (texts: Readonly<Record<string, string>>) =>
	toldBy(() => {
		const files = { "model.yaml": main, "modules/page.yaml": `${page}${drugStates}`, ...texts };
		const { model: read, treatments } = readLibrary({ name: "paper", folder: "paper", texts: new Map(Object.entries(files)) });
		flatten(read, { treatments: [...treatments.values()].map(({ equations }) => equations) });
		return [];
	});

const facts =
	"covariates:\n  weight: { unit: kg, default: 70 kg, range: [3 kg, 250 kg] }\n  blasts: { unit: percent, default: 50 percent }\nparameters:\n  gain: { value: 2 /h, source: assumed, evidence: assumed }\n";
const table = "about: A table.\nline: first\nsetting: trial\npatients: 100\nsource: A.\n";

/** A population of a model that has something to vary. */
const population = (text: string) => model({ "modules/page.yaml": `${page}${drugStates}${facts}`, "populations/mine.yaml": text });

/** A folder with files that commands may name. */
const folder = aFolder();
for (const [name, text] of Object.entries({
	"mine.yaml": "about: Mine.\nuntil: 2 day\n",
	"study.yaml": "about: Mine.\nuntil: 2 day\npatients: 2\noutcomes: { severe: worst(crs) >= 3 }\n",
	"rules.yaml": "about: Mine.\nrules:\n  - { name: a, when: crs >= 1, give: tocilizumab, dose: 8 mg/kg }\n",
	"table.yaml": `${table}groups: [{ share: 1 }]\n`,
	"large.yaml": "about: Mine.\nuntil: 1 h\npatients: 101\noutcomes: { severe: worst(crs) >= 3 }\n",
	"other.yaml": "about: Other.\nuntil: 1 h\npatients: 2\noutcomes: { severe: worst(crs) >= 3 }\n",
	"chart.csv": "day,temp_c\n1,38.6\n",
	"some.txt": "nothing\n",
}))
	writeFileSync(join(folder, name), text);
for (const [name, texts] of Object.entries({
	empty: {},
	"broken-run": { "trajectory.csv": "time_h\n0\n", "events.csv": "", "summary.json": "{" },
})) {
	mkdirSync(join(folder, name));
	for (const [file, text] of Object.entries(texts)) writeFileSync(join(folder, name, file), text);
}

/** A chart or a run folder: what is taken for granted, and where bounds of a grade come from, is told beside the grades. */
const graded = (input: GradeInput) =>
	toldBy(() => {
		const { notes, answers } = gradeInput(input, { file: "chart.csv", scales: [], formulary: () => shippedFormulary });
		return [...notes, ...answers.flatMap(({ because }) => (/not recorded/.test(because) ? [because] : []))];
	});

const shippedModels = modelsAtHand();

/** Protocols that extend each other without an end. */
const fewProtocols = protocolTexts(
	Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`p${i}`, `about: A protocol.\nextends: p${i + 1}\nrules: []\n`])),
);

const aFolderOfARun = {
	trajectory: { file: "run/trajectory.csv", text: "time_h,temperature\n0,38\n" },
	events: {
		file: "run/events.csv",
		text: "time_h,what,amount,unit,route,why,role,kind,device,flow,fio2,died\n1,abracadabra,1,mg,iv,,other,dose,,,,\n",
	},
	summary: {
		bind: { temperature: { column: "temperature", scale: 1 } },
		toxicities: { crs: { label: "CRS", scale: "ASTCT_CRS", beside: [] } },
		patient: {},
		formulary: {},
	},
};

/** The kinds of inputs, each with how it is read. */
export const readers: Readonly<Record<string, Reader>> = {
	"Scenario file": (text) => toldBy(() => readScenario(text).warnings),
	"Scenario file, the last of many that extend each other": (text) =>
		toldBy(() => readScenario(text, { open: (name) => text.replace("0.yaml", `${Number(name.replace(".yaml", "")) + 1}.yaml`) }).warnings),
	"Scenario file, lines below about: and model:": (text) => ran(text),
	"Order of a scenario": (text) => ran(`until: 3 day\ntreatments:\n  - { ${text} }\n`),
	"Condition of an order (when:)": (text) => ran(`until: 3 day\ntreatments:\n  - give: drug\n    when: ${text}\n`),
	"Protocol, lines below about:": (text) => rules(text),
	"Rule of a protocol": (text) => rules(`rules:\n  - { name: mine, ${text} }\n`),
	"Study file, lines below its outcomes": (text) => toldBy(() => aStudy(text).warnings),
	"Outcome of a study": (text) =>
		toldBy(() => aStudy("", studyText().replace(/outcomes:[\s\S]*/, `outcomes:\n  mine: ${text}\n`)).warnings),
	"Study file": (text) => toldBy(() => aStudy("", text).warnings),
	"Model, model.yaml": (text) => model({ "model.yaml": text }),
	"Model, lines of its model.yaml": (text) => model({ "model.yaml": `${main}${text}` }),
	"Model, page of a subsystem": (text) => model({ "modules/page.yaml": `${page}${text}` }),
	"Model, equation": (text) =>
		model({ "modules/page.yaml": `${page}${drugStates}flows:\n  mine: { unit: mg/h, is: ${JSON.stringify(text)} }\n` }),
	"Model, treatment": (text) => model({ "treatments/mine.yaml": `about: A drug.\n${text}` }),
	"Model, display of a column": (text) =>
		model({ "modules/page.yaml": `${page}states:\n  drug: { unit: mg, start: 0 mg, rate: 0 mg/h, display: ${text} }\n` }),
	"Model, figure": (text) =>
		model({ "model.yaml": `${main}outputs: [drug]\nfigures: [mine]\n`, "figures/mine.yaml": `about: A figure.\n${text}` }),
	"Model, a further file": (text) => model({ [text.slice(0, text.indexOf("\n"))]: text.slice(text.indexOf("\n") + 1) }),
	"Model, disease": (text) => model({ "diseases/mine.yaml": `about: A disease.\n${text}` }),
	"Model, population": population,
	"Model, population, lines below its groups": (text) => population(`${table}groups: [{ share: 1 }]\n${text}`),
	"Model, population, its groups": (text) => population(`${table}groups: ${text}`),
	Chart: (text) => graded({ kind: "chart", name: "chart", text }),
	Records: (text) => toldBy(() => readGradeRecords(text, { file: "records.json", formulary: shippedFormulary }).notes),
	"Scenario of the shipped model, lines below about:": (text) =>
		toldBy(() => {
			const plan = parseScenario(`about: A test.\n${text}`, { file: "s.yaml", models: shippedModels, protocols: fewProtocols });
			return plan.warnings;
		}),
	"Run folder, its summary.json": (text) => graded({ kind: "run", name: "run", texts: { ...aFolderOfARun, summary: JSON.parse(text) } }),
	"Run folder, its trajectory.csv": (text) =>
		graded({ kind: "run", name: "run", texts: { ...aFolderOfARun, trajectory: { file: "run/trajectory.csv", text } } }),
	"Command, or commands one after the other": async (text) => {
		let said = "";
		for (const words of text.split(" && ")) said = (await crsim(words.split(" "), { cwd: folder })).stderr.trim();
		return warnings([said.replaceAll(folder, ".")]);
	},
	"What a file system refuses, by its code": (code) =>
		toldBy(() =>
			writingInto("results", () => {
				throw Object.assign(new Error(code), { code });
			}),
		),
};
