import type { ChartedLook } from "../chart/sight.ts";
import { LOW_SATURATION } from "../grading/crs-facts.ts";
import { isHighDose, leeHighDose } from "../grading/pressors.ts";

const isRate = /_(ug|ug_kg|u)_min$/;

/** Defaults of columns that are not there. */
export const taken: readonly { readonly unless: RegExp; readonly words: string }[] = [
	{ unless: /^(map|sbp|sbp_low)$/, words: "no hypotension but a treated one" },
	{ unless: /^fluid_bolus(es)?$/, words: "no fluid bolus" },
	{ unless: isRate, words: "no vasopressor" },
	{ unless: /^o2_device$/, words: "room air" },
];

/** How hours on a high dose were counted, where there was one and no column says them. */
export function highRates(looks: readonly ChartedLook[]): readonly string[] {
	const isHigh = ({ best: { signs, supports } }: ChartedLook) => {
		const held = supports.pressors.map((one) => ({ ...one, hours: 3 }));
		return isHighDose(held, { table: leeHighDose, weight: signs.weight }) === true;
	};
	return looks.some(isHigh) ? ["a vasopressor in two successive rows is taken to run between them at the lower of the two rates"] : [];
}

/** So many rows are told one by one; of more, the lowest. */
const fewRows = 6;

/** Low saturations of rows without oxygen. */
export function untreated(looks: readonly ChartedLook[]): readonly string[] {
	const rows = looks.flatMap(({ best: { time, signs, supports } }) => {
		const treated = (supports.oxygen?.device ?? "none") !== "none";
		return !treated && signs.spo2 !== undefined && signs.spo2 < LOW_SATURATION ? [{ time, shown: signs.spo2 }] : [];
	});
	if (rows.length === 0) return [];
	const words = ({ time, shown }: { time: number; shown: number }) => `${shown} % on day ${(time / 24).toFixed(1)}`;
	const lowest = rows.reduce((low, row) => (row.shown < low.shown ? row : low));
	const told = rows.length <= fewRows ? rows.map(words).join(", ") : `in ${rows.length} rows, the lowest ${words(lowest)}`;
	return [`a low saturation without oxygen is an untreated sign that no scale counts: ${told}`];
}
