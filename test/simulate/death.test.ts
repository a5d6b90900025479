import { describe, expect, test } from "vitest";
import { flatExport } from "../../src/exchange/flat-export.ts";
import { nominalPatient } from "../../src/simulate/patient.ts";
import { compileProgram } from "../../src/simulate/program.ts";
import { aRunOf, aScenario, column, problemsIn, tinyModel } from "../support/a-scenario.ts";
import { runPlan } from "../support/run-plan.ts";

const dying = (then: string) => {
	const body = tinyModel().texts.get("modules/body.yaml")!;
	return { model: { "modules/body.yaml": `${body}hazards:\n  fatal: { rate: 0.01 /h, then: ${then} }\n` } };
};
/** ln 2 at 0.01 /h, from 24 h before infusion on. */
const timeOfDeath = 100 * Math.LN2 - 24;

describe("a hazard that is died of", () => {
	const run = aRunOf("until: 10 day", {}, dying("{ die: crs }"));

	test("ends the run at the instant at which it reaches the patient's draw", () => {
		expect(run.outcome).toMatchObject({ kind: "finished", died: { of: "crs" } });
		expect(run.trajectory.times.at(-1)).toBeCloseTo(timeOfDeath, 5);
		if (run.outcome.kind === "finished") expect(run.outcome.died?.day).toBeCloseTo(timeOfDeath / 24, 6);
	});

	test("is an event, and the last one", () => {
		expect(run.events.at(-1)).toMatchObject({ what: "fatal", kind: "hazard", why: expect.stringContaining("death of CRS") });
	});

	test("is grade 5 at the last look, and not before", () => {
		expect(run.grades.crs).toMatchObject({ worst: 5, because: expect.stringContaining("death due to CRS") });
		expect(run.grades.crs.points.filter((point) => point.grade === 5)).toHaveLength(1);
		expect(column(run, "crs_grade").at(-1)).toBe(5);
		expect(run.grades.icans.worst).not.toBe(5);
	});

	test("of ICANS leaves the CRS grade as it was", () => {
		const other = aRunOf("until: 10 day", {}, dying("{ die: icans }"));
		expect([other.grades.icans.worst, other.grades.crs.worst]).toEqual([5, 1]);
	});

	test("nothing that was planned for later happens", () => {
		const scenario = aScenario(
			"until: 10 day\ntreatments:\n  - { give: drug, dose: 10 mg, at: 1 day, every: 1 day, for: 8 day }",
			dying("{ die: crs }"),
		);
		const doses = runPlan(scenario).events.filter((event) => event.what === "drug");
		expect(doses.length).toBeGreaterThan(0);
		expect(doses.every((event) => event.time < timeOfDeath)).toBe(true);
	});

	test("does not depend on the output grid", () => {
		for (const every of [0.25, 7]) expect(aRunOf("until: 10 day", { every }, dying("{ die: crs }")).outcome).toEqual(run.outcome);
	});

	test("is a crossing of the flat export", () => {
		const plan = aScenario("until: 10 day", dying("{ die: crs }"));
		expect(flatExport(plan, nominalPatient(compileProgram(plan)), run).crossings).toEqual([
			{ expression: "fatal_hazard - fatal_draw", direction: "up", then: { die: "crs" } },
		]);
	});

	test("meets the draw that the scenario gives this patient", () => {
		const early = aRunOf("until: 10 day\nset: { fatal_draw: 0.5x }", {}, dying("{ die: crs }"));
		expect(early.trajectory.times.at(-1)).toBeCloseTo(50 * Math.LN2 - 24, 5);
	});
});

test("a hazard sets inputs or is died of, not both and not neither", () => {
	for (const then of ["{ die: crs, set: { fio2: 0.3 } }", "{ for: 5 min }"]) {
		const [problem] = problemsIn(() => aScenario("until: 10 day", dying(then)));
		expect(problem).toMatchObject({ key: "hazards.fatal.then", message: "a hazard needs either set: or die:" });
	}
	expect(problemsIn(() => aScenario("until: 10 day", dying("{ die: crs, for: 5 min }")))[0]?.message).toBe("for: does not go with die:");
});
