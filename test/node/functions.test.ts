import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { readCsv } from "../../src/input/read-csv.ts";
import {
	asText,
	check,
	compare,
	draw,
	drawAll,
	drawSpec,
	gradeChart,
	InputError,
	runScenario,
	runStudy,
	type ScenarioRun,
	series,
} from "../../src/node/index.ts";
import { home } from "../../src/node/model-files.ts";
import { svgWithFonts } from "../../src/node/svg-with-fonts.ts";
import { aFolder, crsim } from "../cli/crsim.ts";

const folder = aFolder();
const at = (name: string) => join(folder, name);
const scenario =
	"about: A bulky tumor; tocilizumab on the second day.\nextends: untreated.yaml\npatient: { tumor_burden: 3 }\nuntil: 3 day\ncare: none\ntreatments: [ { give: tocilizumab, dose: 8 mg/kg, at: 2 day } ]\n";
const study = `about: Two arms.
patient: { tumor_burden: 3 }
until: 2 day
patients: 3
seed: 7
arms:
  - { name: nobody }
  - { name: early, treatments: [ { give: tocilizumab, dose: 8 mg/kg, at: 1 day } ] }
outcomes:
  hot: peak(temperature) >= 38 degC
  area_il6: area(il6)
  late: first(crs >= 4)
`;

/** The problems that work is refused for, as `file:key message`. */
async function problemsOf(work: Promise<unknown>): Promise<string[]> {
	try {
		await work;
	} catch (error) {
		if (error instanceof InputError) return error.problems.map(({ file, key, message }) => `${file}:${key} ${message}`);
		throw error;
	}
	return [];
}

const shown = Symbol.for("Jupyter.display");
const displayOf = (value: object) => (value as { [shown]: () => Record<string, string> })[shown]();

describe("a scenario given as a text", () => {
	let run: ScenarioRun;

	beforeAll(async () => {
		run = await runScenario(scenario, { out: at("text"), plots: ["cascade"] });
		writeFileSync(at("untreated.yaml"), readFileSync(join(home, "scenarios/untreated.yaml")));
		writeFileSync(at("mine.yaml"), scenario);
	});

	test("gives the numbers, tables and figures of its file in the terminal, to the bit", async () => {
		expect((await crsim(["run", "mine.yaml", "--out", "file", "--plots", "cascade"], { cwd: folder })).status).toBe(0);
		for (const name of ["trajectory.csv", "events.csv", "plots/cascade.svg", "plots/cascade.vl.json"])
			expect(readFileSync(at(`text/${name}`), "utf8"), name).toBe(readFileSync(at(`file/${name}`), "utf8"));
		const summaryIn = (name: string) => JSON.parse(readFileSync(at(`${name}/summary.json`), "utf8"));
		const { scenario: said, ...rest } = summaryIn("file");
		expect(summaryIn("text")).toEqual({ ...rest, scenario: { ...said, file: "scenario" } });
	});

	test("has its columns by name", async () => {
		const { days, values, unit } = series(run, "il6");
		const last = readCsv(readFileSync(at("text/trajectory.csv"), "utf8"), "trajectory.csv");
		const column = last.header.findIndex(({ text }) => text === "il6");
		expect([days.at(-1), values.map(String), unit]).toEqual([3, last.rows.map((cells) => cells[column]!.text), "pg/mL"]);
		expect(await problemsOf((async () => series(run, "il66"))())).toEqual(['series:name unknown column "il66"']);
		expect(await problemsOf((async () => series(run, "oxygen_device"))())).toEqual([
			'series:name no numbers in the column "oxygen_device"',
		]);
	});

	test("is told in words as the terminal tells it", async () => {
		expect(`${asText(run)}\n`).toBe((await crsim(["run", "mine.yaml"], { cwd: folder })).stdout);
	});

	test("is graded as its folder is, by every scale", async () => {
		const [own, folders] = [await gradeChart(run), await gradeChart(at("text"))];
		expect(own.answers.length).toBeGreaterThan(5);
		const named = (answers: typeof own.answers) => answers.map((answer) => ({ ...answer, id: "" }));
		expect(named(own.answers)).toEqual(named(folders.answers));
	});

	test("is drawn as the file of its folder, and small in a notebook", async () => {
		const drawing = await draw(run, "cascade");
		// The file carries its letters besides, for whoever has not got them.
		expect(svgWithFonts(drawing.svg)).toBe(readFileSync(at("text/plots/cascade.svg"), "utf8"));
		expect(JSON.parse(JSON.stringify(drawing.spec))).toEqual(JSON.parse(readFileSync(at("text/plots/cascade.vl.json"), "utf8")));
		const display = displayOf(drawing);
		expect(display["text/plain"]).toMatch(/^The cascade \(figure cascade, sha256 of its specification [0-9a-f]{12}…\)$/);
		expect(display["image/svg+xml"]!.length).toBeLessThan(drawing.svg.length);
		expect(display["image/svg+xml"]).not.toMatch(/="[^"]*\.\d\d[^"]*"/);
	});

	test("has problems with the places of its text, and names in the options that are none are refused", async () => {
		expect(await problemsOf(runScenario("about: x\nuntil: 3 mg\n"))).toEqual([
			'scenario:until expected a time (h), such as "30 day", found "3 mg" (a mass)',
		]);
		expect(await problemsOf(runScenario(scenario, { treatments: { "a-drug": "about: x\n" }, protocols: { one: 3 as never } }))).toEqual([
			'runScenario:treatments.a-drug "a-drug" cannot be a name',
			"runScenario:protocols.one expected a text, found a number",
		]);
		expect(await problemsOf(runScenario("untreated", { treatment: {} } as never))).toEqual(["runScenario:treatment unknown option"]);
		expect(await problemsOf(runScenario("about: x\nextends: ../package.yaml\n"))).toEqual([expect.stringContaining("scenario:extends")]);
	});
});

describe("treatments and protocols given as texts", () => {
	const tocilizumab = readFileSync(join(home, "models/cart-crs/treatments/tocilizumab.yaml"), "utf8");
	const copy = tocilizumab
		.replaceAll("toci_", "mine_")
		.replaceAll("tocilizumab", "mine")
		.replace(/^names: .*$/m, "names: { other: [] }");
	const give = (name: string) => `about: Gives it.\nuntil: 3 day\ntreatments: [ { give: ${name}, dose: 8 mg/kg, at: 1 day } ]\n`;

	test("a copy of a drug under another name does what the drug does", async () => {
		const [own, usual] = [await runScenario(give("mine"), { treatments: { mine: copy } }), await runScenario(give("tocilizumab"))];
		const signal = ({ run }: ScenarioRun) => run.trajectory.columns.get("il6_signal")!.values;
		expect(signal(own)).toEqual(signal(usual));
		expect(own.run.trajectory.columns.get("mine")!.values).toEqual(usual.run.trajectory.columns.get("tocilizumab")!.values);
	});

	test("a text goes before a file of its name, and the file is back when the text is left out", async () => {
		const harmless = tocilizumab.replace("toci_affinity: { value: 0.376 ug/mL", "toci_affinity: { value: 1e9 ug/mL");
		const signal = async (treatments: Record<string, string>) => {
			const { run } = await runScenario(give("tocilizumab"), { treatments });
			return run.trajectory.columns.get("il6r_occupancy")!.values.at(-1);
		};
		const usual = await signal({});
		expect([await signal({ tocilizumab: harmless }), await signal({})]).toEqual([expect.closeTo(0, 5), usual]);
		expect(usual).toBeGreaterThan(0.9);
	});

	test("a wrong one is told with its name and line, with the line itself", async () => {
		const { good, problems, words } = await check(give("mine"), { treatments: { mine: copy.replace("amount: mg", "amount: mgs") } });
		expect([good, `${problems[0]?.file}:${problems[0]?.key}`]).toEqual([false, "treatments.mine:amount"]);
		expect(words).toContain("| amount: mgs\n");
	});

	test("a protocol acts, and its file does when it has the same rules", async () => {
		const text =
			"about: At the first fever.\nextends: p0\nrules:\n  - { name: first, when: crs >= 1, give: tocilizumab, dose: 8 mg/kg, at_most: 1 }\n";
		writeFileSync(at("first.yaml"), text);
		const options = { until: "4 day" };
		const [own, file] = [
			await runScenario("bulky-untreated", { ...options, care: "mine", protocols: { mine: text } }),
			await runScenario("bulky-untreated", { ...options, care: at("first.yaml") }),
		];
		expect(own.summary.treatments).toEqual(file.summary.treatments);
		expect(own.summary.treatments.some(({ why }) => why === "first")).toBe(true);
		expect((await check(text)).words).toBe("good (At the first fever)");
		expect((await check(text.replace("crs >= 1", "crss >= 1"))).words).toContain("protocol:4:");
	});
});

describe("compare", () => {
	test("gives what crsim compare gives, in numbers and in words", async () => {
		const both = await compare(["no-tumor"], { care: ["none", "p0"], until: "2 day" });
		const words = ["compare", "no-tumor", "--care", "none,p0", "--until", "2 day"];
		expect(`${asText(both)}\n`).toBe((await crsim(words)).stdout);
		expect(both.runs.map(({ summary }) => summary)).toEqual(JSON.parse((await crsim([...words, "--format", "json"])).stdout));
		expect((await draw(both, "comparison")).svg).toContain("<svg");
	});

	test("tells two courses of one title apart, and names every file that is not there", async () => {
		const [course, copy] = ["0 mg", "8 mg/kg"].map(
			(dose) => `about: One title.\nuntil: 1 day\ntreatments:\n  - { give: tocilizumab, dose: ${dose}, at: 12 h }\n`,
		);
		const { runs } = await compare([course!, copy!]);
		expect(runs.map(({ run }) => run.title)).toEqual(["One title (scenario-1)", "One title (scenario-2)"]);
		expect(await problemsOf(compare(["nowhere", "nothing"]))).toHaveLength(2);
	});

	test("says how many can be compared in the words of a call", async () => {
		expect(await problemsOf(compare(["untreated"]))).toEqual(["compare:scenarios 1 scenario file was named"]);
	});
});

describe("a study given as a text", () => {
	test("gives the numbers of its file in the terminal; its rows are those of outcomes.csv", async () => {
		writeFileSync(at("study.yaml"), study);
		const found = await runStudy(study, { table: true, workers: 1, out: at("study") });
		const { table } = found;
		const { stdout } = await crsim(["sweep", "study.yaml", "--workers", "1", "--format", "json"], { cwd: folder });
		expect(JSON.parse(JSON.stringify(found.summary))).toEqual(JSON.parse(stdout));
		const { header, rows } = readCsv(readFileSync(at("study/outcomes.csv"), "utf8"), "outcomes.csv");
		const written = rows.map((cells) => Object.fromEntries(cells.map(({ text }, i) => [header[i]!.text, text])));
		expect(
			table.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === null ? "" : String(value)]))),
		).toEqual(written);
		expect(table.length).toBe(6);
		const inMemory = await runStudy(study, { table: true, workers: 1 });
		expect([inMemory.table, inMemory.files]).toEqual([table, []]);
		expect((await drawAll(found)).map(({ name }) => name)).toContain("forest");
		expect(await problemsOf(draw(found, "tornado"))).toEqual(['draw:name the figure "tornado" has nothing to show here']);
		expect(await problemsOf(draw(found, "cascade"))).toEqual(['draw:name unknown figure "cascade"']);
	});

	test("is told from a scenario, and has problems with its places", async () => {
		expect(await problemsOf(runStudy(scenario))).toEqual(["study: this is a scenario, not a study"]);
		expect(await problemsOf(runStudy(study.replace("area(il6)", "area(il66)")))).toEqual([
			expect.stringContaining("study:outcomes.area_il6"),
		]);
	});
});

test("a chart may be a text, too", async () => {
	const path = join(home, "scenarios/charts/first-week.csv");
	const own = await gradeChart(readFileSync(path, "utf8"), { scales: ["ASTCT_CRS"] });
	const file = await gradeChart(path, { scales: ["ASTCT_CRS"] });
	expect(own.answers.map(({ grade, because }) => [grade, because])).toEqual(file.answers.map(({ grade, because }) => [grade, because]));
	expect(asText(own)).toContain("ASTCT_CRS");
	expect(await problemsOf(gradeChart("day,temp_c\n1,hot\n"))).toEqual([expect.stringContaining("chart:")]);
});

test("a figure of one's own has the look of ours", async () => {
	const spec = { title: "Mine", data: { values: [{ a: 1, b: 2 }] }, mark: "point", encoding: { x: { field: "a", type: "quantitative" } } };
	const { svg, spec: drawn } = await drawSpec(spec);
	expect(svg).toContain("Inter");
	expect(drawn).toMatchObject(spec);
});
