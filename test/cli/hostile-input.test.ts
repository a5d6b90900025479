import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { firstControl } from "../../src/input/control-characters.ts";
import { fileName } from "../../src/input/file-name.ts";
import { readCsv } from "../../src/input/read-csv.ts";
import { formula, hostile, hostileFile, hostileModels } from "../support/hostile-model.ts";
import { markupFaults, textOf } from "../support/markup.ts";
import { aFolder, crsim, type Said } from "./crsim.ts";

/** Every file below a folder by its path. */
const filesIn = (folder: string): ReadonlyMap<string, Buffer> =>
	new Map(
		readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name))
			.map((path) => [path.slice(folder.length + 1), readFileSync(path)]),
	);

/** Every object inside a value. */
function objectsIn(value: unknown): readonly Record<string, unknown>[] {
	if (value === null || typeof value !== "object") return [];
	return [...(Array.isArray(value) ? [] : [value as Record<string, unknown>]), ...Object.values(value).flatMap(objectsIn)];
}

/** What Vega would evaluate or take for the path of a field, with a text of the input in it. */
const evaluated = (spec: unknown) =>
	objectsIn(spec)
		.flatMap((object) => Object.entries(object))
		.filter(
			([key, value]) =>
				typeof value === "string" &&
				(/expr$|^(?:filter|calculate|signal|test|update)$/i.test(key)
					? /alert|onload|\{\{/.test(value)
					: key === "field" && !/^\w+$/.test(value)),
		);

const isNumber = (cell: string) => Number.isFinite(Number(cell));

/** What is wrong with a file that was written, by its ending; an ending that is not here fails. */
const faultsByEnding: Readonly<Record<string, (bytes: Buffer, path: string) => readonly unknown[]>> = {
	html: (bytes) => markupFaults(bytes.toString()),
	svg: (bytes) => markupFaults(bytes.toString()),
	csv: (bytes, path) =>
		readCsv(bytes.toString(), path)
			.rows.flat()
			.filter(({ text }) => /^[=+\-@\t]/.test(text) && !isNumber(text)),
	json: (bytes, path) =>
		path.endsWith(".vl.json") ? evaluated(JSON.parse(bytes.toString())) : objectsIn(JSON.parse(bytes.toString())).slice(0, 0),
	// Binary; that it could be drawn says that the picture was well-formed.
	png: () => [],
	parquet: () => [],
	gz: (bytes, path) => faultsOfFile(path.replace(/\.gz$/, ""), gunzipSync(bytes)),
};

function faultsOfFile(path: string, bytes: Buffer): readonly unknown[] {
	const ending = path.split(".").at(-1)!;
	const names = path.split("/").filter((name) => fileName(name) !== name);
	const control = ["png", "parquet", "gz"].includes(ending) ? undefined : firstControl(bytes.toString());
	return [...names, ...(control ? [control] : []), ...(faultsByEnding[ending] ?? (() => ["an unknown ending"]))(bytes, path)];
}

const faultsOf = (folder: string): readonly unknown[] =>
	[...filesIn(folder)].flatMap(([path, bytes]) => {
		const faults = faultsOfFile(path, bytes);
		return faults.length === 0 ? [] : [{ path, faults: faults.slice(0, 3) }];
	});

const q = (text: string) => JSON.stringify(text);

/** A folder with a scenario, a protocol and a study of the hostile model, each with names and texts made to hurt. */
function aHostileFolder(): string {
	const folder = aFolder();
	hostileModels(folder);
	mkdirSync(join(folder, "protocols"));
	const rules = [
		`{ name: ${q(formula)}, when: crs >= 1, give: tocilizumab, dose: 8 mg/kg, at_most: 1 }`,
		`{ name: ${q(`@${hostile}`)}, when: crs >= 1, give: crystalloid, dose: 500 mL, at_most: 1 }`,
	];
	writeFileSync(
		join(folder, `protocols/${hostileFile}.yaml`),
		`about: ${q(hostile)}\nrules:\n${rules.map((rule) => `  - ${rule}\n`).join("")}`,
	);
	const scenario = `about: ${q(hostile)}\nmodel: hostile\npatient: { tumor_burden: 3 }\nuntil: 6 day\ncare: ${q(hostileFile)}\n`;
	writeFileSync(join(folder, `${hostileFile}.yaml`), scenario);
	writeFileSync(join(folder, "con.yaml"), scenario.replace(hostile, `Other ${hostile}`));
	const arms = hostileArms.map((name) => `  - { name: ${q(name)} }\n`).join("");
	writeFileSync(
		join(folder, "study.yaml"),
		`${scenario}patients: 2\narms:\n${arms}outcomes:\n  severe: worst(crs) >= 3\n  peak: peak(il6)\nbands: [il6]\n`,
	);
	return folder;
}

/** The name of an arm is short. */
const hostileArms = ["=cmd|'/C calc'!A0,<b onload=x>{{y}}", `@a.b["c"]\\.d|&amp;"><script>`];

describe("texts of an input are shown as texts", () => {
	let cwd = "";
	const said: (readonly [command: string, Said])[] = [];
	const type = async (...words: readonly string[]) => {
		const answer = await crsim(words, { cwd, env: { FORCE_COLOR: "0" } });
		said.push([words.join(" "), answer]);
		return answer;
	};
	const models = ["--models", "models"] as const;

	beforeAll(async () => {
		cwd = aHostileFolder();
		const file = `${hostileFile}.yaml`;
		await type("check", file, "study.yaml", ...models);
		await type("run", file, ...models, "--out", "out/run");
		await type("run", file, ...models, "--format", "json");
		await type("compare", file, "con.yaml", ...models, "--out", "out/compare");
		await type("sweep", "study.yaml", ...models, "--out", "out/sweep", "--workers", "1");
		await type("merge", "out/sweep", "--out", "out/merged");
		await type("grade", "out/run", "--explain", ...models);
		await type("export", file, ...models, "--format", "chart");
		await type("export", file, ...models, "--format", "flat");
		for (const format of ["html", "md"]) await type("model", "hostile", ...models, "--format", format);
		for (const kind of ["treatments", "products", "parameters", "plots"]) await type("list", kind, ...models, "--model", "hostile");
	});

	test("every command does its work with them", () => {
		expect(said.filter(([, { status }]) => status !== 0).map(([command, { stderr }]) => ({ command, stderr }))).toEqual([]);
	});

	test("nothing that is printed has a control character", () => {
		expect(said.filter(([, { stdout, stderr }]) => firstControl(stdout + stderr)).map(([command]) => command)).toEqual([]);
	});

	test.each(["run", "compare", "sweep", "merged"])(
		"what was written into out/%s is well-formed, and runs, fetches and leaves nothing",
		(name) => {
			expect(faultsOf(join(cwd, "out", name))).toEqual([]);
		},
	);

	test.each(["run", "compare", "sweep", "merged"])("the page in out/%s shows them letter by letter", (name) => {
		expect(textOf(readFileSync(join(cwd, "out", name, "report.html"), "utf8"))).toContain(hostile);
	});

	test.each(["sweep", "merged"])("so does the name of each arm in out/%s", (name) => {
		const page = textOf(readFileSync(join(cwd, "out", name, "report.html"), "utf8"));
		for (const arm of hostileArms) expect(page).toContain(arm);
	});

	test("so does the page of the model, and it is well-formed", () => {
		const [, { stdout }] = said.find(([command]) => command.startsWith("model hostile") && command.endsWith("html"))!;
		expect(markupFaults(stdout)).toEqual([]);
		expect(textOf(stdout)).toContain(hostile);
		expect(textOf(stdout)).toContain(hostileFile);
	});

	test("the names of rules stand in events.csv behind an apostrophe", () => {
		const events = readFileSync(join(cwd, "out/run/events.csv"), "utf8");
		const why = readCsv(events, "events.csv").rows.map((row) => row[5]!.text);
		expect(why).toContain(`'${formula}`);
		expect(why).toContain(`'@${hostile}`);
	});

	test("folders are named after files as every system can name them", () => {
		expect(readdirSync(join(cwd, "out/compare")).sort()).toEqual(
			[fileName(hostileFile), "con_", "manifest.json", "plots", "report.html"].sort(),
		);
	});
});

describe("control characters", () => {
	const controls = "\u001b[2J\u001b]0;title\u0007\u009b31m\u202etxt\u2028\u0085";
	const q2 = (text: string) => JSON.stringify(text);
	const models = "about: x\n";

	test.each([
		["the text of a scenario", `about: ${q2(controls)}\n`],
		["a comment", `about: x # ${controls}\n`],
		["an unknown key", `about: x\n${q2(controls)}: 1\n`],
		["a condition", `about: x\ntreatments: [{ give: tocilizumab, dose: 8 mg/kg, when: ${q2(`crs >= ${controls}`)} }]\n`],
		["a name", `about: x\ntreatments: [{ give: ${q2(controls)}, dose: 8 mg/kg, at: 1 day }]\n`],
		["the name of an arm", `${models}patients: 2\narms: [{ name: ${q2(controls)} }]\noutcomes: { peak: peak(il6) }\n`],
		["the name of an outcome", `${models}patients: 2\noutcomes: { ${q2(controls)}: peak(il6) }\n`],
	])("in %s are refused and shown without harm", async (_, text) => {
		const folder = aFolder();
		writeFileSync(join(folder, "a.yaml"), text);
		const { status, stdout, stderr } = await crsim(["check", "a.yaml"], { cwd: folder });
		expect([status, stdout]).toEqual([1, ""]);
		expect(stderr).toMatch(/^a\.yaml:\d+:\d+ .*control character U\+[0-9A-F]{4}/m);
		expect(firstControl(stderr)).toBeUndefined();
	});

	test("in the name of a file, in a column and a cell of a chart, in a record and in words of a command line are written out", async () => {
		const cwd = aFolder();
		const file = `a${controls}.yaml`;
		writeFileSync(join(cwd, file), "about: A test.\nuntil: 1 day\n");
		writeFileSync(join(cwd, "chart.csv"), `day,temp_c,map,note,given\n1,38.6,80,"${controls}",${controls}\n`);
		writeFileSync(join(cwd, "column.csv"), `day,temp_c,map,${controls}\n1,38.6,80,1\n`);
		writeFileSync(join(cwd, "records.json"), JSON.stringify([{ id: controls, scale: "ASTCT_CRS", inputs: { temp_c: 39 } }]));
		const commands = [
			["check", file],
			["run", file, "--out", "out"],
			["run", `none${controls}.yaml`],
			["run", file, "--care", controls],
			["run", file, "--plots", controls],
			["run", file, `--${controls}`, "1"],
			["run", file, "--until", controls],
			[`ru${controls}`],
			["grade", "chart.csv"],
			["grade", "column.csv"],
			["grade", "records.json"],
			["grade", "records.json", "--scale", controls],
			["list", controls],
			["model", controls],
		];
		for (const words of commands) {
			const { stdout, stderr } = await crsim(words, { cwd });
			expect(stdout + stderr).not.toBe("");
			expect([words.join(" "), firstControl(stdout + stderr)]).toEqual([words.join(" "), undefined]);
		}
		expect(faultsOf(join(cwd, "out"))).toEqual([]);
	});

	test("in a folder that somebody else wrote are written out", async () => {
		const cwd = aFolder();
		await crsim(["run", "untreated", "--until", "3 day", "--out", "out", "--plots", "none"], { cwd });
		const summary = join(cwd, "out/summary.json");
		writeFileSync(summary, readFileSync(summary, "utf8").replaceAll("tocilizumab", "toc\\u001b[2J").replaceAll("ASTCT_CRS", "A\\u009b"));
		const events = join(cwd, "out/events.csv");
		writeFileSync(events, readFileSync(events, "utf8").replaceAll("fludarabine", controls));
		const { stdout, stderr } = await crsim(["grade", "out", "--explain"], { cwd });
		expect(firstControl(stdout + stderr)).toBeUndefined();
	});
});

describe("the reader of markup that these tests rely on", () => {
	test.each([
		["<p>a</p><script>b</script>", /the element script/],
		['<p onclick="x">a</p>', /the attribute onclick/],
		['<a href="javascript:x">a</a>', /the attribute href/],
		['<rect style="fill:url(http://x)"/>', /the attribute style/],
		["<p>a < b</p>", /no tag/],
		["<p>a", /left open/],
		["<p><b>a</p>", /the element b/],
		["<p><em>a</p></em>", /an end without a begin/],
		["<p x='1'>a</p>", /does not end/],
	])("finds what is wrong in %s", (markup, fault) => {
		expect(markupFaults(markup).join("; ")).toMatch(fault);
	});
});
