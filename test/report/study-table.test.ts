import { expect, test } from "vitest";
import { sensitivityTable, studyTable } from "../../src/report/study-table.ts";
import { aSensitivity, aStudy, doses, starts } from "../support/a-study.ts";

const text = (study: Parameters<typeof studyTable>[0]) => studyTable(study, { width: 100 }).join("\n");

test("each probability stands beside its Monte Carlo error, its interval and its count", () => {
	expect(text(aStudy())).toMatch(/no tocilizumab +39 % +± 2 +34–44 +156 of 400/);
	expect(text(aStudy({ patients: 2000 }))).toMatch(/no tocilizumab +38\.9 % +± 1\.1 +36\.8–41\.1 +778 of 2,000/);
});

test("differences from the first arm stand with sign, unit, error and pairs", () => {
	expect(text(aStudy())).toMatch(/Severe CRS +tocilizumab, against no tocilizumab +−12 points +± 2 +−16 to −8 +0\.69 \(0\.60–0\.78\) +400/);
	expect(text(aStudy({ arms: ["only"] }))).not.toContain("Differences");
});

test("failed runs are counted and the first is named with its patient and its cell", () => {
	const words = text(aStudy({ failed: 2 }));
	expect(words).toContain("4 runs failed and are left out");
	expect(words).toContain("patient 17, no tocilizumab: step-too-small at 96.2 h in il6");
});

test("it says that it is no basis for treating anybody, and how many patients and which seed there were", () => {
	expect(text(aStudy())).toContain("never a basis for treating a real patient");
	expect(text(aStudy())).toContain("400 virtual patients (seed 7), the same in each of 2 arms.");
});

test("a study of very many cells does not flood the terminal, and says what it leaves out", () => {
	const lines = studyTable(aStudy({ vary: [starts, doses], arms: ["a", "b", "c", "d"] }));
	expect(lines.length).toBeLessThan(420);
	expect(lines.join("\n")).toContain("… and 120 more rows");
});

test("one patient gives a table without intervals that nobody could know", () => {
	expect(text(aStudy({ patients: 1 }))).toMatch(/not known/);
	expect(text(aStudy({ patients: 1 }))).not.toMatch(/NaN|Infinity|∞/);
});

test("the table of a sensitivity analysis has the most influential parameter first, Sobol indices only where they are known", () => {
	const lines = (design: "sobol" | "latin-hypercube") => sensitivityTable(aSensitivity({ design }), { width: 100 });
	const rows = lines("sobol");
	expect(rows.find((line) => line.startsWith("Tumor burden"))).toMatch(/0\.78 +0\.72 to 0\.84 +0\.86 +42 % ± 2 +51 % ± 3/);
	expect(lines("latin-hypercube").join("\n")).not.toContain("with interactions");
	expect(rows.join("\n")).toContain("3 failed and are");
});

test("what rests on few pairs, on a bootstrap or on some of the patients is marked, and the mark explained", () => {
	const marked = aStudy({ patients: 12 });
	expect(text(marked)).toMatch(/12 \(few\)/);
	expect(text(marked)).toContain("Few pairs: 5 of 5 differences rest on fewer than 20 pairs");
	expect(text(aStudy())).not.toMatch(/few|bootstrap|among/i);
	const cells = aStudy().cells.map((cell) => ({
		...cell,
		outcomes: cell.outcomes.map((one) =>
			one.kind === "number" ? { ...one, among: "worst(crs) >= 1", meanBy: "bootstrap" as const } : one,
		),
	}));
	const some = text({ ...aStudy(), cells }).replace(/\s+/g, " ");
	expect(some).toContain("Days at grade 2: days(crs >= 2), among worst(crs) >= 1");
	expect(some).toContain("2.5–2.9 (b)");
	expect(some).toContain("(b): by a bootstrap of patients; Student's t would go below zero.");
	expect(some).toContain("is compared in the pairs that are among them in both arms");
});
