import { describe, expect, test } from "vitest";
import { runShipped } from "../support/shipped.ts";
import { brain } from "./claims/brain.ts";
import { type Claim, holds, type Sight, words } from "./claims/claim.ts";
import { course } from "./claims/course.ts";
import { drugs } from "./claims/drugs.ts";
import { hyperinflammation, ofCohort } from "./claims/hyperinflammation.ts";
import { marrow } from "./claims/marrow.ts";
import { experiments, looked } from "./claims/runs.ts";
import { sepsis } from "./claims/sepsis.ts";
import { spark } from "./claims/spark.ts";
import { vessels } from "./claims/vessels.ts";

/**
 * What is said about the toxicity of CAR-T cells, sentence by sentence, and what runs show of it. A sentence that is missing must stay
 * missing: when a run shows it, its verdict is to be changed. Bands are what a clinician would let pass, not what was seen give or take.
 */
const claims: readonly Claim[] = [...spark, ...vessels, ...course, ...sepsis, ...brain, ...drugs, ...hyperinflammation, ...marrow].sort(
	(a, b) => a.id - b.id,
);

test("each of the 63 claims is judged once", () => {
	expect(claims.map(({ id }) => id)).toEqual(Array.from({ length: 63 }, (_, i) => i + 1));
});

test("a verdict other than emerges has its reason, and every claim about a run looks at one", () => {
	for (const claim of claims) {
		if (claim.verdict !== "emerges") expect(claim.because.length).toBeGreaterThan(20);
		if (claim.verdict !== "no statement") expect(claim.sights.length).toBeGreaterThan(0);
		if (claim.verdict === "contradicted") expect(claim.because).toContain("doi:");
	}
});

const seen = new Map<Sight, number>();
const see = (sight: Sight): number => {
	const value = seen.get(sight) ?? sight.seen();
	seen.set(sight, value);
	return value;
};

describe.each(claims)("claim $id: $says", ({ verdict, sights, runs }) => {
	test(verdict, () => {
		looked.clear();
		const wrong = sights.filter((sight) => !holds(sight, see(sight))).map((sight) => words(sight, see(sight)));
		if (verdict === "missing") expect(wrong, "a missing claim is shown: change its verdict").not.toEqual([]);
		else expect(wrong).toEqual([]);
		expect(new Set(runs.filter((name) => name !== ofCohort))).toEqual(looked);
	});
});

/** Figures whose panels or strips of grades hold what a claim looks at, and the columns that no figure has. */
function figuresOf({ sights, runs }: Claim): string {
	const figures = runs.includes("checkpoint-inhibitor") ? runShipped("checkpoint-inhibitor").figures : runShipped("untreated").figures;
	const drawn = (column: string) =>
		figures.filter(({ panels }) => panels.some(({ left, right }) => [...left, ...right].includes(column))).map(({ name }) => name);
	const columns = [...new Set(sights.flatMap((sight) => sight.columns ?? []))];
	const where = [...new Set(columns.flatMap(drawn))];
	const nowhere = columns.filter((column) => drawn(column).length === 0);
	return [where.join(", "), nowhere.length === 0 ? "" : `in none: ${nowhere.join(", ")}`].filter(Boolean).join("; ");
}

const verdicts = ["emerges", "scripted", "contradicted", "missing", "no statement"] as const;

function page(): string {
	const rows = claims.map((claim) => {
		const notes = [claim.verdict === "emerges" ? "" : claim.because, claim.but === undefined ? "" : `But: ${claim.but}`];
		const cells = [
			String(claim.id),
			claim.says,
			claim.verdict,
			claim.sights.map((sight) => words(sight, see(sight))).join("; "),
			claim.runs.join(", "),
			figuresOf(claim),
			notes.filter(Boolean).join(". "),
		];
		return `| ${cells.join(" | ")} |`;
	});
	const asked = new Set(claims.flatMap(({ runs }) => runs));
	const texts = Object.entries(experiments).filter(([name]) => asked.has(name));
	return [
		"# What is said of the toxicity of CAR-T cells, and what runs show",
		"",
		"For teaching and research only. Of each sentence: the verdict, what was seen with the band that a clinician would let pass in parentheses, the runs, and the figures to look at.",
		`${verdicts.map((verdict) => `${claims.filter((claim) => claim.verdict === verdict).length} ${verdict}`).join(", ")}. At ${claims.filter(({ but }) => but !== undefined).length} a remark says what of the sentence is not shown.`,
		"",
		"| | sentence | verdict | seen | runs | figures | remarks |",
		"| --- | --- | --- | --- | --- | --- | --- |",
		...rows,
		"",
		"## Experiments that are no shipped scenario",
		"",
		"What differs from the usual adult with lymphoma after axi-cel, whom nobody treats, over 30 days. Put below `about:` and `model: cart-crs`, each runs with `crsim run`.",
		...texts.flatMap(([name, text]) => ["", `${name}:`, "", "```yaml", text.trimEnd(), "```"]),
		"",
	].join("\n");
}

test("the page that an educator reads", async () => {
	await expect(page()).toMatchFileSnapshot("../golden/claims.md");
});
