import { describe, expect, test } from "vitest";
import { skipped } from "../../support/skipped.ts";
import { runCase, type Verdict } from "./run-case.ts";
import { type SuiteCase, suiteCases, suiteIsHere } from "./semantic-suite.ts";

if (!suiteIsHere) skipped("the SBML semantic test suite, whose zip is not at hand (SBML_SEMANTIC_SUITE names it)");

interface Judged {
	readonly one: SuiteCase;
	readonly verdict: Verdict;
}

const kinds = ["passed", "refused", "failed"] as const;
const count = (rows: readonly Judged[], kind: Verdict["kind"]) => rows.filter(({ verdict }) => verdict.kind === kind).length;
const cells = (rows: readonly Judged[]) => kinds.map((kind) => count(rows, kind)).join(" | ");

function page(judged: readonly Judged[]): string {
	const tags = [...new Set(judged.flatMap(({ one }) => one.tags))].sort();
	const rows = tags.map((tag) => `| ${tag} | ${cells(judged.filter(({ one }) => one.tags.includes(tag)))} |`);
	const reasons = new Map<string, number>();
	for (const { verdict } of judged) if (verdict.kind === "refused") reasons.set(verdict.why, (reasons.get(verdict.why) ?? 0) + 1);
	const why = [...reasons].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([reason, n]) => `| ${reason} | ${n} |`);
	return [
		"# The SBML semantic test suite 3.3.0, by tag",
		"",
		"Every case that is simulated over time, read by `importSbml`, run by the usual method and compared within the tolerances of the case. A case has several tags. Made by `npm run accept -- test/exchange/sbml/semantic-suite.test.ts`.",
		"",
		"| tag | passed | refused | failed |",
		"|---|---:|---:|---:|",
		`| all | ${cells(judged)} |`,
		...rows,
		"",
		"## Why cases are refused (the first reason of each)",
		"",
		"| reason | cases |",
		"|---|---:|",
		...why,
		"",
	].join("\n");
}

describe.skipIf(!suiteIsHere)("the SBML semantic test suite", () => {
	const judged = suiteIsHere ? suiteCases().map((one) => ({ one, verdict: runCase(one) })) : [];

	test("no case that is read gives other numbers than the suite", () => {
		const failed = judged.flatMap(({ one, verdict }) => (verdict.kind === "failed" ? [`${one.id}: ${verdict.why}`] : []));
		expect(failed).toEqual([]);
		expect(count(judged, "passed")).toBeGreaterThanOrEqual(1459);
	});

	test("what passes and what is refused, by tag", async () => {
		await expect(page(judged)).toMatchFileSnapshot("../../golden/sbml-semantic.md");
	});
});
