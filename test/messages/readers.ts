import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readGradeRecords } from "../../src/exchange/grade-records.ts";
import { readChart } from "../../src/exchange/read-chart.ts";
import { InputError } from "../../src/input/problem.ts";
import { flatten } from "../../src/model/flatten.ts";
import { parseScenario } from "../../src/scenario/parse-scenario.ts";
import { readLibrary } from "../../src/treatment/library.ts";
import { aFolder, crsim } from "../cli/crsim.ts";
import { aScenario, readScenario, tinyModel } from "../support/a-scenario.ts";
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

const indented = (text: string, by: string) => text.replace(/^(?=.)/gm, by);

/** A scenario of the model of paper, run where it is good: a run warns of more than a plan. */
const ran = (text: string, given: Parameters<typeof aScenario>[1] = {}) =>
	toldBy(() => {
		const plan = aScenario(text, given);
		return [...plan.foreseen, ...runPlan(plan).warnings.filter((words) => !plan.foreseen.includes(words))];
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

/** A folder with files that commands may name. */
const folder = aFolder();
for (const [name, text] of Object.entries({
	"mine.yaml": "about: Mine.\nuntil: 2 day\n",
	"study.yaml": "about: Mine.\nuntil: 2 day\npatients: 2\noutcomes: { severe: worst(crs) >= 3 }\n",
	"rules.yaml": "about: Mine.\nrules:\n  - { name: a, when: crs >= 1, give: tocilizumab, dose: 8 mg/kg }\n",
	"chart.csv": "day,temp_c\n1,38.6\n",
	"some.txt": "nothing\n",
}))
	writeFileSync(join(folder, name), text);
mkdirSync(join(folder, "empty"));

/** The kinds of inputs, each with how it is read. */
export const readers: Readonly<Record<string, Reader>> = {
	"Scenario file": (text) => toldBy(() => readScenario(text).foreseen),
	"Scenario file, lines below about: and model:": (text) => ran(text),
	"Order of a scenario": (text) => ran(`until: 3 day\ntreatments:\n  - { ${text} }\n`),
	"Condition of an order (when:)": (text) => ran(`until: 3 day\ntreatments:\n  - give: drug\n    when: ${text}\n`),
	"Protocol, lines below about:": (text) => rules(text),
	"Rule of a protocol": (text) => rules(`rules:\n  - { name: mine, ${text} }\n`),
	"Study file, lines below its outcomes": (text) => toldBy(() => aStudy(text).warnings),
	"Outcome of a study": (text) => toldBy(() => aStudy("", studyText().replace(/outcomes:[\s\S]*/, `outcomes:\n  mine: ${text}\n`)).warnings),
	"Study file": (text) => toldBy(() => aStudy("", text).warnings),
	"Model, model.yaml": (text) => model({ "model.yaml": text }),
	"Model, lines of its model.yaml": (text) => model({ "model.yaml": `${main}${text}` }),
	"Model, page of a subsystem": (text) => model({ "modules/page.yaml": `${page}${text}` }),
	"Model, equation": (text) => model({ "modules/page.yaml": `${page}${drugStates}flows:\n  mine: { unit: mg/h, is: ${JSON.stringify(text)} }\n` }),
	"Model, treatment": (text) => model({ "treatments/mine.yaml": `about: A drug.\n${text}` }),
	"Model, display of a column": (text) =>
		model({ "modules/page.yaml": `${page}states:\n  drug: { unit: mg, start: 0 mg, rate: 0 mg/h, display: ${text} }\n` }),
	"Model, figure": (text) =>
		model({ "model.yaml": `${main}outputs: [drug]\nfigures: [mine]\n`, "figures/mine.yaml": `about: A figure.\n${text}` }),
	"Model, disease": (text) => model({ "diseases/mine.yaml": `about: A disease.\n${text}` }),
	"Chart": (text) => toldBy(() => readChart(text, { file: "chart.csv", formulary: shippedFormulary }).notes),
	"Records": (text) => toldBy(() => readGradeRecords(text, { file: "records.json", formulary: shippedFormulary }).notes),
	"Command": async (text) => {
		const { stderr } = await crsim(text.split(" "), { cwd: folder });
		return warnings([stderr.trim()]);
	},
};
