import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvField, eventsCsv, trajectoryCsv, withoutGuard } from "../../src/exchange/csv.ts";
import { trajectoryMetadata } from "../../src/exchange/csvw.ts";
import { flatExport } from "../../src/exchange/flat-export.ts";
import { readCsv } from "../../src/input/read-csv.ts";
import { nominalPatient } from "../../src/simulate/patient.ts";
import type { Column, Trajectory } from "../../src/trajectory/trajectory.ts";
import { engineOf, runEngine } from "../support/run-plan.ts";
import { runShipped, shipped } from "../support/shipped.ts";

const aTrajectory = (values: readonly number[], words: readonly string[]): Trajectory => {
	const columns: Column[] = [
		{ kind: "number", name: "il6", unit: "pg/mL", title: "Interleukin-6", values: Float64Array.from(values) },
		{ kind: "word", name: "oxygen_device", title: "Oxygen device", values: words },
	];
	return { times: Float64Array.from(values, (_, i) => i), columns: new Map(columns.map((column) => [column.name, column])) };
};

describe("tables", () => {
	test("a number is the shortest text that reads back to the same double, and unknown is empty", () => {
		const values = [0.1 + 0.2, 1e-7, 1e21, Number.NaN, 5];
		const rows = trajectoryCsv(aTrajectory(values, ["none", "none", "none", "none", "none"]))
			.trim()
			.split("\n")
			.slice(1);
		expect(rows.map((row) => row.split(",")[1])).toEqual(["0.30000000000000004", "1e-7", "1e+21", "", "5"]);
	});

	test("a word with a comma or a quote is quoted", () => {
		expect(trajectoryCsv(aTrajectory([1], ['mask, "big"'])).split("\n")[1]).toBe('0,1,"mask, ""big"""');
	});

	test("events carry time, what, amount, unit, route and why, then what the treatment is and what it connects", () => {
		const csv = eventsCsv([
			{
				time: 72,
				what: "tocilizumab",
				kind: "dose",
				amount: 560,
				unit: "mg",
				route: "iv",
				why: "crs >= 2, at last",
				until: 73,
				role: "interleukin-6 blocker",
			},
		]);
		expect(csv).toBe(
			'time_h,what,amount,unit,route,why,role,kind,device,flow,fio2,died\n72,tocilizumab,560,mg,iv,"crs >= 2, at last",interleukin-6 blocker,dose,,,,\n',
		);
	});

	test("the metadata name every column of the table, in its order, with its unit", () => {
		const { trajectory, title } = runShipped("no-tumor");
		const { tableSchema } = trajectoryMetadata(trajectory, { title, url: "trajectory.csv" }) as unknown as {
			tableSchema: { columns: { name: string; "schema:unitText"?: string }[] };
		};
		expect(tableSchema.columns.map((column) => column.name)).toEqual(trajectoryCsv(trajectory).split("\n")[0]!.split(","));
		const unit = (name: string) => tableSchema.columns.find((column) => column.name === name)!["schema:unitText"];
		expect(["il6", "temperature", "svr", "spo2", "norepinephrine_rate", "fluid_rate", "tocilizumab"].map(unit)).toEqual([
			"pg/mL",
			"degC",
			"dyn*s/cm^5",
			"percent",
			"ug/kg/min",
			"mL/h",
			"mg/L",
		]);
	});

	test("drug columns of treatments that a run did not compile are 0", () => {
		const { columns } = runShipped("untreated").trajectory;
		for (const name of ["tocilizumab", "dexamethasone", "anakinra", "norepinephrine_rate", "il6r_occupancy"]) {
			const column = columns.get(name)!;
			expect(column.kind === "number" && column.values.every((value) => value === 0), name).toBe(true);
		}
	});
});

describe("a cell that a spreadsheet would run as a formula", () => {
	test.each([
		["=1+1", "'=1+1"],
		['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
		["@SUM(A1)", "'@SUM(A1)"],
		["+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"],
		["-2+3", "'-2+3"],
		["\t=1", "'\t=1"],
		["\uff1d1", "'\uff1d1"],
		["'=1", "''=1"],
	])("%j is written %j", (text, written) => {
		expect(csvField(text)).toBe(written);
	});

	test.each(["-0.5", "+3", "1e-5", "a=b", "tocilizumab+anakinra", "", "'til"])("%j stays as it is", (text) => {
		expect(csvField(text)).toBe(text);
	});

	test("reads back to the text that it was", () => {
		const cell = fc.string({ unit: fc.constantFrom(..."=+-@'a1,\"\n") }).filter((text) => text === text.trim() && text !== "");
		fc.assert(
			fc.property(cell, (text) => {
				const { rows } = readCsv(`a,b\n${csvField(text)},1\n`, "a.csv");
				expect(withoutGuard(rows[0]![0]!.text)).toBe(text);
			}),
			{ seed: 11, numRuns: 300 },
		);
	});
});

describe("the flat export", () => {
	const { plan } = shipped("shock-norepinephrine");
	const engine = engineOf(plan);
	const run = runEngine(engine);
	const flat = flatExport(plan, nominalPatient(engine.program), run);

	test("holds every numeric column of the trajectory but grades, each once: as a state, a flow or an observable", () => {
		const states = new Set(flat.states.map((state) => state.name));
		const names = [...flat.flows, ...flat.observables].map((one) => one.name);
		expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
		const observed = new Set(names);
		const missing = [...run.trajectory.columns.values()].filter(
			(column) =>
				column.kind === "number" && !/_grade(_attributed)?$/.test(column.name) && !states.has(column.name) && !observed.has(column.name),
		);
		expect(missing.map((column) => column.name)).toEqual([]);
	});

	test("every name in an expression stands before it or among states, parameters and inputs", () => {
		const known = new Set([
			"t",
			...flat.states.map((one) => one.name),
			...flat.parameters.map((one) => one.name),
			...flat.inputs.map((one) => one.name),
		]);
		const names = (text: string) =>
			[...text.matchAll(/[A-Za-z_][A-Za-z0-9_]*(?!\s*\()\b(?!\()/g)]
				.map((match) => match[0])
				.filter((name) => !["and", "or", "not"].includes(name));
		for (const flow of [...flat.flows, ...flat.observables]) {
			const unknown = names(flow.expression).filter((name) => !known.has(name) && !/^e$/.test(name));
			expect(unknown, `${flow.name}: ${flow.expression}`).toEqual([]);
			known.add(flow.name);
		}
		expect(flat.rates.map((rate) => rate.state)).toEqual(flat.states.map((state) => state.name));
	});

	test("an infusion sets its rate at the start and at the end, and what rules decided is included", () => {
		const fluid = flat.events.filter((event) => event.target === "fluid_rate");
		expect(fluid.map(({ kind, value }) => [kind, value])).toEqual([
			["set", 1050],
			["set", 0],
		]);
		expect(fluid[1]!.time - fluid[0]!.time).toBeCloseTo(1, 9);
		const rates = flat.events.filter((event) => event.target === "norepinephrine_rate").map((event) => event.value);
		expect(rates).toEqual([0.1, 0, 0.05, 0]);
	});
});
