import type { Run } from "../../../src/simulate/run.ts";
import { runShipped, shippedScenarioNames } from "../../support/shipped.ts";
import { runPatient } from "../../support/whole-patient.ts";

const bulky = "patient: { tumor_burden: 5 }\nuntil: 15 day\n";
const without = (what: string) => `${bulky}set: { ${what} }\n`;
const shock = (burden: number, pressors: string, set = "") =>
	[
		`patient: { tumor_burden: ${burden} }`,
		"until: 15 day",
		...(set === "" ? [] : [`set: { ${set} }`]),
		"treatments:",
		"  - { give: crystalloid, dose: 15 mL/kg, over: 1 h, when: map < 65 mmHg }",
		"  - { give: norepinephrine, rate: 0.1 ug/kg/min, when: map < 65 mmHg and doses(crystalloid) >= 1 and since(crystalloid) >= 2 h, for: 4 day }",
		pressors,
	].join("\n");
const susceptible = "set: { hyperinflammation_susceptibility: 4.5x }\n";

/** Experiments that no shipped scenario makes: what differs from the usual adult after axi-cel, whom nobody treats. */
export const experiments: Readonly<Record<string, string>> = {
	"macrophages do not answer": without("macrophage_response: 0.02x"),
	"no interleukin-1": without("il1_gain: 0 pg/mL/h"),
	"interleukin-6 is no pyrogen": without("il6_pyrogen: 0"),
	"vessels stay tight": without("leak_gain: 0.01x"),
	"vessels keep their tone": without("vasodilator_response: 0.01x"),
	"neither C-reactive protein nor ferritin rises": without("crp_gain: 0 mg/L, ferritin_gain: 0"),
	"liso-cel": "patient: { product: liso-cel }\ninfections: none\n",
	"leukemia after tisa-cel": "patient: { disease: B-ALL, product: tisa-cel, tumor_burden: 2 }\nuntil: 21 day\ninfections: none\n",
	"myeloma after cilta-cel": "patient: { disease: MM, product: cilta-cel, tumor_burden: 2 }\nuntil: 21 day\ninfections: none\n",
	"bacteria and neutrophils":
		"patient: { product: liso-cel }\ninfections: none\nuntil: 14 day\nwithout: [fludarabine, cyclophosphamide]\ntreatments:\n  - { give: bacteremia, dose: 0.001, at: 4 day }\n",
	"shock with a brain that hardly inflames": shock(5, "", "brain_susceptibility: 0.2x"),
	"vasopressin on top of norepinephrine": shock(
		12,
		"  - { give: vasopressin, rate: 0.03 U/min, when: map < 65 mmHg and doses(norepinephrine) >= 1 and since(norepinephrine) >= 6 h, for: 3 day }\n",
	),
	"two vasopressors": shock(
		8,
		"  - { give: epinephrine, rate: 0.1 ug/kg/min, when: map < 65 mmHg and doses(norepinephrine) >= 1 and since(norepinephrine) >= 2 h, for: 3 day }\n",
	),
	"oxygen by a high-flow cannula":
		"patient: { tumor_burden: 5 }\nuntil: 15 day\nset: { lung_leak_gain: 2x }\ntreatments:\n  - { give: oxygen, device: hfnc, flow: 50 L/min, fio2: 0.6, when: spo2 < 92 percent, for: 6 day }\n",
	"anakinra into the vein on day 5":
		"patient: { tumor_burden: 2 }\nuntil: 15 day\ntreatments:\n  - { give: anakinra, dose: 2 mg/kg, at: 5 day, every: 6 h, for: 7 day, route: iv }\n",
	"tocilizumab on day 5": "patient: { tumor_burden: 2 }\nuntil: 15 day\ntreatments:\n  - { give: tocilizumab, dose: 8 mg/kg, at: 5 day }\n",
	"standard care of a brain that inflames easily": "set: { brain_susceptibility: 4x }\ncare: standard\ninfections: none\n",
	"hyperinflammation with tocilizumab and dexamethasone from day 11": `${susceptible}treatments:\n  - { give: tocilizumab, dose: 8 mg/kg, at: 11 day }\n  - { give: dexamethasone, dose: 10 mg, at: 11 day, every: 12 h, for: 10 day }\n`,
	"no tumor for 60 days": "patient: { tumor_burden: 0 }\nuntil: 60 day\n",
	"bulky with its drives": bulky,
};

const also = [
	"cart_engaged",
	"hyperinflammation",
	"il6r_occupancy_brain",
	"csf_il6_signal",
	"il1_excess",
	"il1_signal_brain",
	"il6_on_brain",
	"il1_on_brain",
	"cart_on_brain",
	"gm_csf_on_brain",
];
const made = new Map<string, Run>();

/** Runs that were looked at, for a test to compare with what a claim says that it looks at. */
export const looked = new Set<string>();

/** A shipped scenario or an experiment, run once. */
export function run(name: string): Run {
	looked.add(name);
	if (shippedScenarioNames.includes(name)) return runShipped(name);
	const text = experiments[name];
	if (text === undefined) throw new Error(`neither a scenario nor an experiment: ${name}`);
	const one = made.get(name) ?? runPatient(text, { also });
	made.set(name, one);
	return one;
}
