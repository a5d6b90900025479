import { formatUnit } from "../../src/language/units.ts";
import type { Library } from "../../src/treatment/library.ts";
import type { Treatment } from "../../src/treatment/treatment.ts";
import type { Draw } from "./draw.ts";

const teams = ["none", "none", ...Array.from({ length: 13 }, (_, i) => `p${i}`), "standard"];

/** One legal order of a treatment: its usual dose or a share of it, or one of its devices, at any time. */
function anyOrder({ name, usual, devices, amount }: Treatment, draw: Draw): Record<string, unknown> {
	const hours = (least: number, most: number) => `${Math.round(draw.between(least, most) * 60)} min`;
	const at = { at: hours(0, 24 * 40) };
	if (devices.size > 0) return { give: name, device: draw.one([...devices.keys()]), ...at, for: hours(1, 100) };
	if (usual.rate !== null) return { give: name, ...at, for: hours(1, 100) };
	const course = draw.chance(0.5) ? {} : { every: `${draw.one([8, 12, 24])} h`, for: `${1 + draw.whole(5)} day` };
	const when = draw.chance(0.3) ? { when: draw.one(["crs >= 1", "icans >= 1", "temperature > 38.5 degC", "spo2 < 92 percent"]) } : at;
	return amount === null ? { give: name, ...when } : { give: name, ...when, ...course };
}

/**
 * The scenario of a legal patient of the shipped model for sixty days, as JSON: any disease, product, body and burden within the ranges of the
 * model, up to six treatments and any care team.
 */
export function anyPatient(draw: Draw, { model, treatments }: Library): string {
	const covariates = model.modules.flatMap((page) => page.covariates).filter(({ range }) => range !== null && draw.chance(0.6));
	const body = covariates.map(({ name, unit, range }) => {
		const [least, most] = range!;
		const text = `${Number(draw.between(least, most).toPrecision(4))}`;
		return [name, Object.keys(unit.parts).length === 0 ? text : `${text} ${formatUnit(unit)}`];
	});
	const all = [...treatments.values()];
	return JSON.stringify({
		about: "A legal patient.",
		until: "60 day",
		patient: {
			disease: draw.one([...model.diseases.keys()]),
			product: draw.one([...model.products.keys()]),
			...Object.fromEntries(body),
		},
		care: draw.one(teams),
		treatments: Array.from({ length: draw.whole(7) }, () => anyOrder(draw.one(all), draw)),
	});
}
