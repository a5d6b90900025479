import { type Formulary, medicineNamed, nearestMedicine } from "../chart/formulary.ts";
import { allowedHint } from "../input/nearest.ts";

/**
 * What to say of a treatment that the model cannot give: a brand is answered by its drug, a drug that only charts know by those of its
 * role that the model simulates.
 *
 *     unknownTreatment("RoActemra", { names, formulary }).hint   // 'Did you mean "tocilizumab"? …'
 */
export function unknownTreatment(
	word: string,
	{ names, formulary }: { names: Iterable<string>; formulary: Formulary },
): { readonly message: string; readonly hint: string } {
	const list = "See: crsim list treatments";
	const meant = medicineNamed(formulary, word);
	if (meant === undefined) {
		const near = nearestMedicine(formulary, word);
		const hint = allowedHint(word, names);
		return {
			message: `unknown treatment "${word}"`,
			hint: `${hint}${hint.includes("Did you mean") || near === "" ? "" : ` ${near}`} ${list}`,
		};
	}
	const { role, simulated } = formulary[meant]!;
	if (simulated) return { message: `unknown treatment "${word}"`, hint: `Did you mean "${meant}"? ${list}` };
	const others = Object.entries(formulary).filter(([, one]) => one.simulated && one.role === role);
	const given =
		others.length === 0
			? `it simulates no treatment of the role ${role}`
			: `of the role ${role} it simulates: ${others.map(([name]) => name).join(", ")}`;
	return { message: `the model does not simulate ${meant}, which only charts may name`, hint: `${given}. ${list}` };
}
