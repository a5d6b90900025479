import { describe, expect, test } from "vitest";
import { byTier, tier } from "../support/tiers.ts";
import { ofEach, share } from "../support/virtual-patients.ts";
import { course } from "../support/whole-patient.ts";

/*
 * Estimand: share of those with a diagnosis of IEC-HS who are dead by day 60, of whatever cause, and what the others are left with. Virtual adults with lymphoma after axi-cel,
 * seed 5, from number 0 on, two and a half times as susceptible as the usual one, so that a quarter of them is diagnosed. The bands are derived ones: no cohort left its patients untreated,
 * and of the treated 25 to 45 % die. A sample is held to wider ones.
 */
const patients = byTier({ fast: 0, usual: 40, long: 300 });
const slack = byTier({ fast: 0, usual: 20, long: 3 });

const diagnosed = (care: string) =>
	ofEach(
		{
			text: `patient: { disease: LBCL, product: axi-cel }\nset: { hyperinflammation_susceptibility: 2.5x }\ncare: ${care}\nuntil: 60 day`,
			patients,
			seed: 5,
		},
		(run) => {
			const [creatinine, ejection] = [course(run, "creatinine"), course(run, "ejection_fraction")];
			return {
				has: (run.grades.iec_hs.worst ?? 0) >= 1,
				died: run.outcome.kind === "finished" && run.outcome.died !== null,
				of: run.outcome.kind === "finished" ? (run.outcome.died?.of ?? null) : "failed",
				creatinine: creatinine.at(-1)! / creatinine[0]!,
				ejection: ejection.at(-1)! / ejection[0]!,
			};
		},
	).filter(({ has }) => has);

const treated = diagnosed("standard");
const untreated = diagnosed("organ-support");
const percentDead = (all: readonly { readonly died: boolean }[]) => 100 * share(all, ({ died }) => died);

console.log(
	[treated, untreated]
		.map((all) => `${percentDead(all).toFixed(0)} % of ${all.length}: ${all.flatMap(({ of }) => of ?? []).join(" ")}`)
		.join("\n"),
);

describe("hyperinflammation that was diagnosed", () => {
	test("kills 25 to 45 % under standard care", () => {
		expect(percentDead(treated)).toBeGreaterThan(25 - slack);
		expect(percentDead(treated)).toBeLessThan(45 + slack);
	});

	test("kills 60 to 90 % of those who get neither a drug against it nor an antibiotic", () => {
		expect(percentDead(untreated)).toBeGreaterThan(60 - slack);
	});

	// Of a sample of thirteen all may die.
	test.runIf(tier === "long")("and not all of them", () => expect(percentDead(untreated)).toBeLessThan(93));

	test("leaves survivors a kidney and a heart that recover: creatinine within a quarter and ejection fraction within a fifth of what they had", () => {
		const alive = treated.filter(({ died }) => !died);
		for (const { creatinine } of alive) expect(creatinine).toBeLessThan(1.25);
		for (const { ejection } of alive) expect(ejection).toBeGreaterThan(0.8);
	});
});
