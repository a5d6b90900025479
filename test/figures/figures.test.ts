import { describe, expect, test } from "vitest";
import type { FigureSpec } from "../../src/figures/figure-spec.ts";
import { figuresFor, figuresOf } from "../../src/figures/figures.ts";
import { renderSvg } from "../../src/node/render-figure.ts";
import type { Run } from "../../src/simulate/run.ts";
import { aRun } from "../support/a-run.ts";
import { shippedFigures } from "../support/shown.ts";

/** A figure of the usual model by its name. */
const specOf = (name: string, runs: readonly Run[]): FigureSpec =>
	figuresOf(runs)
		.find((figure) => figure.name === name)!
		.spec();

const single = ["cascade", "who-makes-il6", "vitals", "hypotension", "drugs", "scales", "organs", "brain"] as const;
const untreated = aRun({ title: "Nobody acts", tocilizumabDay: null });

const dead: Run = { ...aRun(), outcome: { kind: "finished", died: { day: 12.3, of: "shock" } } };
const failed: Run = { ...aRun(), outcome: { kind: "not-finite", time: 31, state: "il6", advice: "loosen the tolerance" } };
const unknownGrade: Run = (() => {
	const run = aRun();
	const points = run.grades.icans.points.map((p) => (p.time > 100 && p.time < 150 ? { ...p, grade: null, least: 0, most: 4 } : p));
	return { ...run, grades: { ...run.grades, icans: { ...run.grades.icans, points } } };
})();
const bare: Run = (() => {
	const run = aRun();
	const columns = new Map([...run.trajectory.columns].filter(([name]) => ["temperature", "map"].includes(name)));
	return { ...run, trajectory: { ...run.trajectory, columns } };
})();
const titrated: Run = (() => {
	const run = aRun();
	const steps = Array.from({ length: 120 }, (_, i) => ({
		time: 96 + i / 4,
		what: "vasopressin",
		kind: "rate" as const,
		amount: 0.01 + 0.0003 * i,
		unit: "U/min",
		route: "iv",
		why: "hold the pressure",
		until: null,
		role: "vasopressor" as const,
	}));
	return { ...run, events: [...run.events, ...steps].sort((a, b) => a.time - b.time) };
})();
const short: Run = (() => {
	const run = aRun();
	const keep = run.trajectory.times.findIndex((t) => t > 30);
	const columns = new Map(
		[...run.trajectory.columns].map(([name, c]) => [
			name,
			c.kind === "number" ? { ...c, values: c.values.slice(0, keep) } : { ...c, values: c.values.slice(0, keep) },
		]),
	);
	return { ...run, trajectory: { times: run.trajectory.times.slice(0, keep), columns }, events: run.events.filter((e) => e.time <= 30) };
})();

const courses: readonly (readonly [string, Run])[] = [
	["a treated", aRun()],
	["an untreated", untreated],
	["a fatal", dead],
	["a failed", failed],
	["an unknown-grade", unknownGrade],
	["a two-column", bare],
	["an often titrated", titrated],
	["a one-day", short],
];

describe.each(single)("the figure %s", (name) => {
	test.each(courses)("is valid Vega-Lite without warnings for %s run", async (_, run) => {
		const { svg, warnings } = await renderSvg(specOf(name, [run]));
		expect(warnings).toEqual([]);
		expect(svg).toContain("<svg");
		expect(svg).not.toMatch(/NaN|undefined|Infinity/);
	});

	test("says the same bytes for the same run", () => {
		expect(JSON.stringify(specOf(name, [aRun()]))).toBe(JSON.stringify(specOf(name, [aRun()])));
	});

	test("survives a trip through JSON, so that a file of it draws the same", () => {
		const spec = specOf(name, [aRun()]);
		expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
	});

	test("says that it is no basis for treating anybody", () => {
		expect(JSON.stringify(specOf(name, [aRun()]))).toContain("never a basis for treating a real patient");
	});

	test("stays small enough to mail: below 300 kB", () => {
		expect(JSON.stringify(specOf(name, [aRun()])).length).toBeLessThan(300_000);
	});
});

test("the cascade names its units and its signs", async () => {
	const { svg } = await renderSvg(specOf("cascade", [aRun()]));
	for (const text of [
		"pg/mL, log scale",
		"cells/µL",
		"°C",
		"mg/L",
		"ng/mL",
		"mmHg",
		"%",
		"Interleukin-6",
		"signal to tissues",
		"CRS grade",
		"Days since infusion",
		"tocilizumab",
		"560 mg",
	])
		expect(svg).toContain(text);
});

test("the bedside chart names its units and the supports below", async () => {
	const { svg } = await renderSvg(specOf("vitals", [aRun()]));
	for (const text of ["/min", "mmHg", "°C", "FiO₂", "systolic", "norepinephrine", "nasal cannula"]) expect(svg).toContain(text);
});

test("the figure of drugs shows panels only of what was given", async () => {
	const { svg } = await renderSvg(specOf("drugs", [aRun()]));
	expect(svg).toContain("Tocilizumab");
	expect(svg).toContain("µg/kg/min");
	expect(svg).not.toContain("Anakinra");
	expect(svg).not.toContain("Vasopressin");
});

test("the figure of drugs says so when nobody acted", async () => {
	const { svg, warnings } = await renderSvg(specOf("drugs", [untreated]));
	expect(svg).toContain("Nobody acted in this run.");
	expect(warnings).toEqual([]);
});

test.each([2, 3, 6])("a comparison of %i runs draws each title once and warns of nothing", async (count) => {
	const runs = Array.from({ length: count }, (_, i) =>
		aRun({ title: `Course number ${i + 1}`, severity: 0.6 + 0.1 * i, tocilizumabDay: i === 0 ? null : 2 + i / 2 }),
	);
	const { svg, warnings } = await renderSvg(specOf("comparison", runs));
	expect(warnings).toEqual([]);
	for (const run of runs) expect(svg.split(run.title)).toHaveLength(2);
});

test("one run has nine figures, several have the comparison, and more than can be told apart have none", () => {
	const names = (runs: number) => figuresFor(shippedFigures, runs).map(({ name }) => name);
	expect(names(1)).toEqual(["cascade", "who-makes-il6", "vitals", "hypotension", "drugs", "scales", "organs", "tumor-lysis", "brain"]);
	expect(names(2)).toEqual(["comparison"]);
	expect(names(7)).toEqual([]);
	expect(figuresOf(Array.from({ length: 7 }, () => aRun()))).toEqual([]);
});

test("a title with markup is text in the figure, not markup", async () => {
	const { svg } = await renderSvg(specOf("cascade", [aRun({ title: "<script>alert(1)</script> & more" })]));
	expect(svg).not.toContain("<script");
	expect(svg).toContain("&lt;script&gt;");
});
