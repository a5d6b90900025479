import { join } from "node:path";
import { type ParseOptions, parseScenario } from "../scenario/parse-scenario.ts";
import { loader } from "../simulate/engine.ts";
import { nominalPatient } from "../simulate/patient.ts";
import { compiler } from "../simulate/program.ts";
import type { Run } from "../simulate/run.ts";
import { simulate } from "../simulate/simulate.ts";
import { home } from "./model-files.ts";
import { readText } from "./read-text.ts";

/** One step: how many times the usual tumor, how strongly macrophages and hyperinflammation answer, and how readily the lungs flood. */
interface SeverityStep {
	readonly burden: number;
	readonly macrophages?: number;
	readonly hyperinflammation?: number;
	readonly lungs?: number;
}

/** From a mild course to one that nobody wishes to see. */
const steps: readonly SeverityStep[] = [
	{ burden: 0.4 },
	{ burden: 0.6 },
	{ burden: 0.8 },
	{ burden: 1 },
	{ burden: 1.3 },
	{ burden: 1.4 },
	{ burden: 1.6 },
	{ burden: 2 },
	{ burden: 2.5 },
	{ burden: 3 },
	{ burden: 4 },
	{ burden: 4, macrophages: 1.5 },
	{ burden: 5, macrophages: 2 },
	{ burden: 12, macrophages: 2 },
	{ burden: 12, macrophages: 2, lungs: 6 },
	{ burden: 20, macrophages: 3, lungs: 6 },
	{ burden: 4, hyperinflammation: 4 },
];

const base = "severity-ladder.yaml";

const scenarioOf = ({ burden, macrophages = 1, hyperinflammation = 1, lungs = 1 }: SeverityStep): string =>
	[
		`about: ${burden} times the usual tumor.`,
		`extends: ${base}`,
		`patient: { tumor_burden: ${burden} }`,
		`set: { macrophage_response: ${macrophages}x, hyperinflammation_susceptibility: ${hyperinflammation}x, lung_leak_gain: ${lungs}x }`,
	].join("\n");

/** Runs of the shipped supportive care with rising severity, from mild to extreme. */
export function runLadder(models: ParseOptions["models"]): readonly Run[] {
	const file = join(home, "scenarios", "a-step-of-the-ladder.yaml");
	const open = (name: string) => (name === base ? readText(join(home, "scenarios", base)) : undefined);
	const { compile } = compiler();
	const load = loader();
	return steps.map((step) => {
		const program = compile(parseScenario(scenarioOf(step), { file, models, open }));
		return simulate(load(program), nominalPatient(program));
	});
}
