import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { refuseArchive } from "../../src/cli/export.ts";
import { systemWords } from "../../src/cli/speak.ts";
import { readGradeRecords } from "../../src/exchange/grade-records.ts";
import { type GradeInput, gradeInput } from "../../src/exchange/graded.ts";
import { readChart } from "../../src/exchange/read-chart.ts";
import { importSbml } from "../../src/exchange/sbml/import-sbml.ts";
import { parseFit } from "../../src/fit/parse-fit.ts";
import { InputError } from "../../src/input/problem.ts";
import { flatten } from "../../src/model/flatten.ts";
import { draw } from "../../src/node/draw.ts";
import { duckdb } from "../../src/node/duckdb.ts";
import { whyUnread } from "../../src/node/read-regular.ts";
import { writeResultFolder } from "../../src/node/result-folder.ts";
import { runScenario } from "../../src/node/run-scenario.ts";
import { modelsAtHand } from "../../src/node/scenario-files.ts";
import { scheduledPart } from "../../src/node/scheduler-part.ts";
import { series } from "../../src/node/series.ts";
import { documentsOfInput, textOfInput } from "../../src/node/standard-input.ts";
import { openFolder, type StudyCard } from "../../src/node/study-folder.ts";
import { writingInto } from "../../src/node/write-files.ts";
import { parseStudy } from "../../src/population/parse-study.ts";
import { parseScenario } from "../../src/scenario/parse-scenario.ts";
import { readLibrary } from "../../src/treatment/library.ts";
import { aFolder, crsim } from "../cli/crsim.ts";
import { anSbmlFile, math } from "../exchange/sbml/an-sbml-file.ts";
import { aLesson, askStep, lessonText } from "../support/a-lesson-text.ts";
import { aScenario, protocolTexts, readScenario, tinyModel } from "../support/a-scenario.ts";
import { aStudy, studyText, variedPaper } from "../support/a-study-text.ts";
import { aTeachingFigure } from "../support/a-teaching-figure-text.ts";
import { aTrial, endpoint, setsOf, trialText, twoEndpoints } from "../support/a-trial-text.ts";
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

function problemsIn(error: unknown): readonly Told[] {
	if (!(error instanceof InputError)) throw error;
	return error.problems.map(({ line, column, key, message, hint = "" }) => ({
		place: `${line}:${column}${key === "" ? "" : ` ${key}`}`,
		message,
		hint,
	}));
}

/** The problems of an input, or the warnings of one that is good. */
function toldBy(read: () => readonly string[]): readonly Told[] {
	try {
		return warnings(read());
	} catch (error) {
		return problemsIn(error);
	}
}

/** What a call of the library is refused with. */
const toldOf = (call: () => Promise<unknown>): Promise<readonly Told[]> => call().then(() => [], problemsIn);

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
		const all = { "model.yaml": main, "modules/page.yaml": `${page}${drugStates}`, ...texts };
		const files = Object.fromEntries(Object.entries(all).filter(([, text]) => text !== ""));
		const { model: read, treatments } = readLibrary({ name: "paper", folder: "paper", texts: new Map(Object.entries(files)) });
		flatten(read, { treatments: [...treatments.values()].map(({ equations }) => equations) });
		return [];
	});

const facts =
	"covariates:\n  weight: { unit: kg, default: 70 kg, range: [3 kg, 250 kg] }\n  blasts: { unit: percent, default: 50 percent }\nparameters:\n  gain: { value: 2 /h, source: assumed, evidence: assumed }\n";
const table = "about: A table.\nline: first\nsetting: trial\npatients: 100\nsource: A.\n";

/** A population of a model that has something to vary. */
const population = (text: string) => model({ "modules/page.yaml": `${page}${drugStates}${facts}`, "populations/mine.yaml": text });

/** Files, each below its path and with an empty line behind it; a path alone takes a file away. */
const filesIn = (text: string): Record<string, string> =>
	Object.fromEntries(text.split("\n\n").map((one) => [one.split("\n", 1)[0]!, one.split("\n").slice(1).join("\n")]));

/** Files of the model of paper, one of them changed. */
const changed = (path: string, change: (text: string) => string) => ({ [path]: change(tinyModel().texts.get(path)!) });

const withToxicities = (toxicities: string) => changed("model.yaml", (text) => text.replace(/toxicities:[\s\S]*/, toxicities));

/** A folder with files that commands may name. */
const folder = aFolder();
for (const [name, text] of Object.entries({
	"mine.yaml": "about: Mine.\nuntil: 2 day\n",
	"siltuximab.yaml": "about: Mine.\nuntil: 2 day\ntreatments: [ { give: siltuximab, at: 1 h } ]\n",
	"figure.yaml": "about: A figure.\ntitle: Mine\npanels: [ { left: il7 } ]\n",
	"of-runs.yaml": "about: A figure.\ntitle: Mine\nform: comparison\npanels: [ { left: il6 } ]\n",
	"of-one.yaml": "about: A figure.\ntitle: Mine\npanels: [ { left: il6 } ]\n",
	"study.yaml": "about: Mine.\nuntil: 2 day\npatients: 2\noutcomes: { severe: worst(crs) >= 3 }\n",
	"varied.yaml":
		"about: Mine.\nuntil: 1 day\npatients: 2\ntreatments: [ { give: tocilizumab, at: 1 h } ]\nvary: { tocilizumab.at: [1 h, 2 h] }\noutcomes: { severe: worst(crs) >= 3 }\n",
	"rules.yaml": "about: Mine.\nrules:\n  - { name: a, when: crs >= 1, give: tocilizumab, dose: 8 mg/kg }\n",
	"table.yaml": `${table}groups: [{ share: 1 }]\n`,
	"large.yaml": "about: Mine.\nuntil: 1 h\npatients: 101\noutcomes: { severe: worst(crs) >= 3 }\n",
	"other.yaml": "about: Other.\nuntil: 1 h\npatients: 2\noutcomes: { severe: worst(crs) >= 3 }\n",
	"trial.yaml":
		"about: Mine.\nsource: A.\nuntil: 1 h\nendpoints:\n  - { name: a, kind: CRS, is: worst(crs) >= 1, seen: 1 of 2, evidence: assumed, use: check }\n",
	"fit.yaml":
		"about: Mine.\npatients: 2\nmembers: 10\nuse: [check]\ntrials: [trial.yaml]\nparameters: { il6_gain: { between: [0.5x, 2x], because: assumed } }\n",
	"checks.yaml":
		"about: Mine.\npatients: 2\nmembers: 10\ntrials: [trial.yaml]\nparameters: { il6_gain: { between: [0.5x, 2x], because: assumed } }\n",
	"idle.yaml":
		"about: Mine.\npatients: 2\nmembers: 10\nuse: [check]\ntrials: [trial.yaml]\nparameters:\n  silt_clearance: { between: [0.5x, 2x], because: assumed }\n",
	"bounds.yaml":
		"about: Mine.\npatients: 2\nmembers: 10\nuse: [check]\ntrials: [trial.yaml]\nparameters:\n  il6_gain: { because: assumed }\n  il6_clearance: { between: [0x, 2x], because: assumed }\n",
	"dead.csv": "day,temp_c,dead_of_crs\n1,38.6,no\n2,40,yes\n",
	"words.csv": "day,consciousness\n1,alert\n",
	"named.csv": "day,temp_c,given\n1,38.6,norepinephrine\n",
	"amounts.csv": "day,temp_c,given,o2_device\n1,38.6,tocilizumab 560 mL,none\n2,39,none,blow_by\n",
	"taken.html": "<p>of somebody else</p>\n",
	"lesson.yaml": "about: Mine.\nscenario: untreated\nminutes: 5\nsources: [A.]\nsteps: [ { say: Look., show: [map] } ]\n",
	"taught.yaml":
		"about: Fever without end. It is so.\nuntil: 1 day\nruns: [ { scenario: untreated, about: Nobody acts. } ]\nshow: [il6]\nclaims: [ { run: 1, is: peak(temperature) > 45 degC } ]\n",
	"chart.csv": "day,temp_c\n1,38.6\n",
	"charts.csv": "id,day,temp_c\nA,1,38.6\nB,1,38.6\n",
	"wrong.csv": "day,tmep_c\n1,38.6\n",
	"bare.yaml": "about: Mine.\nmodel: checkpoint-inhibitor\nuntil: 1 h\n",
	"over.yaml": "about: Mine.\nuntil: 1 h\npatients: 2\nensemble: eight-sets\noutcomes: { severe: worst(crs) >= 3 }\n",
	"sets.yaml": "about: Mine.\nsource: assumed\nsets: [{ il6_gian: 2x }]\n",
	"some.txt": "nothing\n",
	"paper.xml":
		'<sbml xmlns="http://www.sbml.org/sbml/level3/version2/core" level="3" version="2"><model><listOfParameters><parameter id="k" value="1" constant="false"/></listOfParameters></model></sbml>',
	"records.json": "[]",
	"record.json": '{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Observation","code":{"text":"mood"}}}]}',
	"dated-record.json": '{"resourceType":"Observation","effectiveDateTime":"yesterday"}',
	"drugs-record.json": `{"resourceType":"Observation","subject":{"reference":"Patient/x"},"code":{"coding":[{"system":"http://loinc.org","code":"8310-5"}]},"effectiveDateTime":"2026-03-03T10:00:00Z","valueQuantity":{"value":39}}\n${[
		{ text: "a new drug" },
		{ coding: [{ system: "http://www.nlm.nih.gov/research/umls/rxnorm", code: "612865" }] },
	]
		.map((medicationCodeableConcept) =>
			JSON.stringify({
				resourceType: "MedicationAdministration",
				subject: { reference: "Patient/x" },
				medicationCodeableConcept,
				effectiveDateTime: "2026-03-09T10:00:00Z",
				dosage: {},
			}),
		)
		.join("\n")}\n`,
	"cut-record.json": '{"resourceType":"Bundle","entry":[',
}))
	writeFileSync(join(folder, name), text);
/** A part of a study, of which only the names of its patients are known. */
const cardOf = (study: string, patients: number) =>
	({
		study,
		version: "0",
		file: `${study}.yaml`,
		text_sha256: "",
		head: {
			patients,
			seed: 1,
			blockSize: 100,
			cells: [{ arm: "", vary: [] }],
			against: [null],
			bands: [],
			days: [],
			grades: [],
			warnings: [],
			outcomes: [],
			varied: [],
			covariates: [],
			trajectories: null,
		},
	}) as unknown as StudyCard;
const mine = cardOf("mine", 1000);
openFolder(join(folder, "parts"), mine);
openFolder(join(folder, "bare-parts"), mine);
openFolder(join(folder, "other-parts"), cardOf("other", 100));
openFolder(join(folder, "spoiled-parts"), cardOf("spoiled", 100));
openFolder(join(folder, "grown-parts"), cardOf("mine", 2000));

for (const [name, texts] of Object.entries({
	empty: {},
	"broken-run": { "trajectory.csv": "time_h\n0\n", "events.csv": "", "summary.json": "{" },
	"parts/blocks/sums": { "000000.json.gz": "{}" },
	"spoiled-parts/blocks/sums": { "000000.json.gz": "{}" },
	"changed-parts": { "study.json": "{}" },
	foreign: { "report.html": "of somebody else" },
	"foreign-many": { "report.html": "of somebody else", "events.csv": "of somebody else" },
	"cut-fit": { "state.json": "{" },
	"other-fit": { "state.json": JSON.stringify({ of: "other", step: 1, history: [], members: Array.from({ length: 10 }, () => [0]) }) },
	"no-fit": { "state.json": "[]" },
	"models/paper": { "model.yaml": main },
	"linked/cart-crs/modules": {},
	"unlinked/cart-crs/modules": {},
	"unlinked/cart-crs": { "model.yaml": main },
	"linked/cart-crs": { "model.yaml": main },
	elsewhere: { "page.yaml": page },
})) {
	mkdirSync(join(folder, name), { recursive: true });
	for (const [file, text] of Object.entries(texts)) writeFileSync(join(folder, name, file), text);
}
for (const [to, name] of [
	["nowhere", "dangling"],
	["/dev/null", "device.yaml"],
	["nowhere.yaml", "unlinked/cart-crs/modules/page.yaml"],
	[join(folder, "elsewhere/page.yaml"), "linked/cart-crs/modules/page.yaml"],
] as const)
	symlinkSync(to, join(folder, name));
writeFileSync(join(folder, "endless.yaml"), "");
truncateSync(join(folder, "endless.yaml"), 20_000_000);

/** A chart or a run folder: what is taken for granted, and where bounds of a grade come from, is told beside the grades. */
const graded = (input: GradeInput) =>
	toldBy(() => {
		const { notes, answers } = gradeInput(input, { file: "chart.csv", scales: [], formulary: () => shippedFormulary });
		return [...notes, ...answers.flatMap(({ because }) => (/not recorded|known only/.test(because) ? [because] : []))];
	});

const shippedModels = modelsAtHand();

/** What calls of the library may name, and a run for them. */
const run = await runScenario("about: Mine.\nuntil: 1 h\n");
const runWithoutColumns = { ...run, run: { ...run.run, trajectory: { ...run.run.trajectory, columns: new Map() } } };
/** What is noted of a chart that is laid over a run; thrown, as problems are. */
const laid = async (chart: string, model = "cart-crs") => {
	const { over } = await runScenario(`about: Mine.\nmodel: ${model}\nuntil: 1 day\n`, { chart });
	throw new InputError(over!.notes.map((message) => ({ file: "", line: 1, column: 1, key: "", message })));
};
const callable = { runScenario, draw, series, readChart, laid, run, runWithoutColumns };

/** Puts parts of a text in the place of the standard input, and gives what takes them away again. */
function withStandardInput(parts: readonly string[]): () => void {
	const before = Object.getOwnPropertyDescriptor(process, "stdin")!;
	Object.defineProperty(process, "stdin", { value: Readable.from(parts), configurable: true });
	return () => void Object.defineProperty(process, "stdin", before);
}

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
		bind: { temperature: { column: "temperature", factor: 1 } },
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
	"Table of events": (text) => ran("until: 3 day\ntreatments: { from: doses.csv }\n", { open: () => text }),
	"Table of events, which patient of it, and how": (text) =>
		ran(`until: 3 day\ntreatments: { from: doses.csv${text} }\n`, {
			open: (name) =>
				name === "doses.csv" ? `ID,TIME,EVID,AMT,CMT\nA,0,1,5,${text.includes("cmt") ? 2 : "drug"}\nB,0,1,5,drug\n` : undefined,
		}),
	"Order of a scenario": (text) => ran(`until: 3 day\ntreatments:\n  - { ${text} }\n`),
	"Condition of an order (when:)": (text) => ran(`until: 3 day\ntreatments:\n  - give: drug\n    when: ${text}\n`),
	"Protocol, lines below about:": (text) => rules(text),
	"Rule of a protocol": (text) => rules(`rules:\n  - { name: mine, ${text} }\n`),
	"Study file, lines below its outcomes": (text) => toldBy(() => aStudy(text).warnings),
	"Outcome of a study": (text) =>
		toldBy(() => aStudy("", studyText().replace(/outcomes:[\s\S]*/, `outcomes:\n  mine: ${text}\n`)).warnings),
	"Study file": (text) => toldBy(() => aStudy("", text).warnings),
	"Trial file": (text) => toldBy(() => aTrial(text).study?.warnings ?? []),
	"Endpoint of a trial": (text) => toldBy(() => aTrial(trialText(endpoint(text))).study?.warnings ?? []),
	"Fit file": (text) => toldBy(() => parseFit(text, { file: "fit.yaml", models: new Map([["tiny", variedPaper]]) }) && []),
	"Ensemble of a study": (text) =>
		toldBy(() => {
			const arms = "arms: [ { name: a }, { name: b }, { name: c } ]";
			const study = studyText(`ensemble: mine\n${text.length > 1000 ? arms : ""}`);
			const ensembles = { names: () => ["mine"], open: () => ({ file: "mine.yaml", text }) };
			return parseStudy(study, { file: "study.yaml", models: new Map([["tiny", variedPaper]]), ensembles }).warnings;
		}),
	"Parameter sets of a trial": (text) => toldBy(() => aTrial(trialText(twoEndpoints), { sets: setsOf(text) }).study?.warnings ?? []),
	"Lesson file": (text) => toldBy(() => aLesson(text).warnings),
	"Lesson, lines of its second step": (text) =>
		toldBy(() => aLesson(lessonText(`  - { say: A patient., show: [temperature] }\n${askStep(text)}`)).warnings),
	"Lesson, condition of its first step": (text) =>
		toldBy(() => aLesson(lessonText(askStep(`ask: Why?\nanswer:\n  is: ${text}\n  because: So.`))).warnings),
	"Teaching figure, lines below about:": (text) => toldBy(() => aTeachingFigure(`about: Why? So.\n${text}`).warnings),
	"Model, model.yaml": (text) => model({ "model.yaml": text }),
	"Model, lines of its model.yaml": (text) => model({ "model.yaml": `${main}${text}` }),
	"Model, page of a subsystem": (text) => model({ "modules/page.yaml": `${page}${text}` }),
	"SBML file": (text) => toldBy(() => importSbml(text, { file: "paper.xml", name: "paper" }).warnings),
	"SBML file, inside of its model": (text) => toldBy(() => importSbml(anSbmlFile(text), { file: "paper.xml", name: "paper" }).warnings),
	"SBML file, an expression": (text) =>
		toldBy(() => {
			const rule = `<listOfRules><assignmentRule variable="a">${math(text)}</assignmentRule></listOfRules>`;
			const parameters = '<listOfParameters><parameter id="a" constant="false"/></listOfParameters>';
			return importSbml(anSbmlFile(`${parameters}${rule}`), { file: "paper.xml", name: "paper" }).warnings;
		}),
	"Model, equation": (text) =>
		model({ "modules/page.yaml": `${page}${drugStates}flows:\n  mine: { unit: mg/h, is: ${JSON.stringify(text)} }\n` }),
	"Model, treatment": (text) => model({ "treatments/mine.yaml": `about: A drug.\n${text}` }),
	"Model, display of a column": (text) =>
		model({ "modules/page.yaml": `${page}states:\n  drug: { unit: mg, start: 0 mg, rate: 0 mg/h, display: ${text} }\n` }),
	"Model, figure": (text) =>
		model({ "model.yaml": `${main}outputs: [drug]\nfigures: [mine]\n`, "figures/mine.yaml": `about: A figure.\n${text}` }),
	"Model, a further file": (text) => model(filesIn(text)),
	"Model, product, for what it is meant": (text) =>
		model({ "diseases/calm.yaml": "about: A disease.\n", "products/mine.yaml": `about: A product.\nmeant_for: ${text}` }),
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
	"Condition, of a model that grades nothing": (text) =>
		ran(`treatments:\n  - { give: drug, when: ${text} }\n`, { model: withToxicities("") }),
	"Condition, of a model that grades neurotoxicity alone": (text) =>
		ran(`treatments:\n  - { give: drug, when: ${text} }\n`, {
			model: withToxicities("toxicities: { icans: { graded_by: ASTCT_ICANS } }\n"),
		}),
	"Scenario of a model without weight, lines below about: and model:": (text) =>
		ran(text, { model: changed("model.yaml", (all) => all.replace("weight: weight, ", "")) }),
	"Steady state of a drug, its rate": (text) =>
		ran("treatments:\n  - { give: mine, dose: 1 mg, at: 1 h, every: 6 h, for: 1 day, ss: true }\n", {
			model: {
				"treatments/mine.yaml": `about: A drug.\nrole: other\namount: mg\nstates:\n  mine: { unit: mg, start: 0 mg, rate: ${JSON.stringify(text)} }\nroutes: { iv: { into: mine } }\n`,
			},
		}),
	"Device of a model, with the flow 40 L/min where it has one": (text) =>
		ran("treatments:\n  - { give: oxygen, device: mask, at: 1 h, for: 1 h }\n", {
			model: changed("treatments/oxygen.yaml", (all) =>
				all.replace("devices:\n", `devices:\n  mask: { ${/flow/.test(text) ? "usual: { flow: 40 L/min }, " : ""}${text} }\n`),
			),
		}),
	"Rule that titrates a drug, its route": (text) =>
		ran("until: 3 day\ncare: mine\n", {
			protocols: {
				mine: "about: A protocol.\nrules:\n  - { name: a, when: crs >= 1, titrate: drip, step: 1 ug/min, between: [0, 9 ug/min] }\n",
			},
			model: {
				"treatments/drip.yaml": `about: A drug.\nrole: other\namount: ug\ninputs:\n  drip_rate: { unit: ug/min, rest: 0 ug/min }\nstates:\n  drip: { unit: ug, start: 0 ug, rate: drip_rate }\nroutes: { iv: { ${text} } }\n`,
			},
		}),
	"Outcome of a study, of a model without a tumor": (text) =>
		toldBy(() => {
			const models = new Map([["tiny", readLibrary(tinyModel())]]);
			return parseStudy(studyText().replace(/outcomes:[\s\S]*/, `outcomes:\n  mine: ${text}\n`), { file: "study.yaml", models }).warnings;
		}),
	"Scenario of a model with these correlations": (text) =>
		ran("until: 1 day\n", {
			model: {
				...changed("model.yaml", (all) => `${all}correlations: ${text}\n`),
				...changed("modules/body.yaml", (all) => all.replace(/value: 2 (\/h|degC),|default: 70 kg,/g, "$& cv: 0.3,")),
			},
		}),
	"Optional rule, beside a model that has aspirin and albumin": (text) =>
		ran("until: 3 day\ncare: mine\n", {
			protocols: { mine: `about: A protocol.\noptional: true\nrules:\n  - { name: a, ${text} }\n` },
			beside: {
				"treatments/aspirin.yaml": "about: A drug.\nrole: other\n",
				...changed("modules/body.yaml", (all) => all.replace("observables:", 'observables:\n  albumin: { unit: g/L, is: "40 g/L" }')),
			},
		}),
	"Call of the library": (text) => toldOf(async () => new Function(...Object.keys(callable), `return ${text}`)(...Object.values(callable))),
	"Folder into which a run is written": (name) =>
		toldBy(() =>
			writeResultFolder(
				join(folder, name),
				new Map([
					["report.html", "of a run"],
					["events.csv", "of a run"],
				]),
				{},
			),
		),
	"Folder into which a study is written": (name) =>
		toldBy(() => {
			openFolder(join(folder, name), mine);
			return [];
		}),
	"Question to a study where a package is missing": () =>
		toldOf(() => duckdb(() => Promise.reject(new Error("Cannot find package '@duckdb/node-api'")))),
	"Variables that a scheduler has set, after the number of parts that is told": (text) =>
		toldBy(() => {
			const [told, ...variables] = text.split(" ");
			const { understood } = scheduledPart(
				Object.fromEntries(variables.map((one) => one.split("="))) as Record<string, string>,
				told === "-" ? undefined : Number(told),
			);
			return [understood];
		}),
	"File that the system does not open, by the code of the system": (code) => {
		const { message, hint = "" } = whyUnread(code);
		return [{ place: "", message, hint }];
	},
	"What the system refuses a command, by its code": (code) => warnings([systemWords(Object.assign(new Error("unknown"), { code }))]),
	Command: async (text) => {
		const { stderr } = await crsim(
			text.split(" ").filter((word) => word !== ""),
			{ cwd: folder },
		);
		// How far a sweep is at what time depends on the machine.
		return warnings([
			stderr
				.replace(/^\d+ of \d+ runs.*\n/gm, "")
				.trim()
				.replaceAll(folder, "."),
		]);
	},
	"Format that is printed on a terminal": (format) =>
		toldBy(() => {
			refuseArchive(format, true);
			return [];
		}),
	"Standard input, a text so many times": async (text) => {
		const million = text.includes("million") ? "x".repeat(1e6) : "";
		const restored = withStandardInput(Array.from({ length: Number.parseInt(text, 10) }, () => million));
		try {
			return await toldOf(async () => {
				if (!text.includes("documents")) await textOfInput();
				else for await (const _ of documentsOfInput());
			});
		} finally {
			restored();
		}
	},
	"What a file system refuses, by its code": (code) =>
		toldBy(() =>
			writingInto("results", () => {
				throw Object.assign(new Error(code), { code });
			}),
		),
};
