import { fixed, unitWord, withUnit } from "../population/estimate-text.ts";
import { type Endpoint, isShare } from "./endpoint.ts";
import type { EndpointResult } from "./result.ts";
import type { Coverage } from "./tally.ts";
import { known, percentMiss } from "./tally.ts";

/** `%`, `days`, `ng/mL`; empty for a number without unit. */
export const measureText = (endpoint: Endpoint): string => (isShare(endpoint) ? "%" : unitWord(endpoint.unit));

/** A share in percent, a number in its unit, with no more digits than a trial can carry: one decimal below ten. */
export const amountText = (value: number, endpoint: Endpoint): string => {
	const amount = isShare(endpoint) ? 100 * value : value;
	return fixed(amount, amount !== 0 && Math.abs(amount) < 9.95 ? 1 : 0);
};

const rangeText = ([from, to]: readonly [number, number], endpoint: Endpoint): string =>
	`${amountText(from, endpoint)}–${amountText(to, endpoint)}`;

/** `14 % (6.9–22)`: what a trial of this size would find, with its 95 % interval; `–` without a prediction. */
export const predictedText = (row: EndpointResult): string =>
	row.prediction === null
		? "–"
		: `${withUnit(amountText(row.prediction.value, row), measureText(row))} (${rangeText(row.prediction.interval, row)})`;

/** `13 of 101, 13 %`, `7 days of 94`, `0.5–1.5 %`. */
export function seenText(row: EndpointResult): string {
	const { seen } = row;
	if (seen.kind === "band") return withUnit(rangeText([seen.from, seen.to], row), measureText(row));
	if (seen.kind === "share") return `${seen.count} of ${seen.n}, ${withUnit(amountText(seen.count / seen.n, row), "%")}`;
	return `${withUnit(amountText(seen.value, row), measureText(row))} of ${seen.n}`;
}

/** The 95 % interval of what was seen, where there is one. */
export const seenIntervalText = (row: EndpointResult): string =>
	row.seen_interval === null || row.seen.kind === "band" ? "" : rangeText(row.seen_interval, row);

const signed = (value: number, decimals: number): string => {
	const text = fixed(value, decimals);
	return /[1-9]/.test(text) && !text.startsWith("−") ? `+${text}` : text;
};

/** `−11 points`, `+24 %`: predicted less seen, of a number in percent of what was seen. */
export function missText(row: EndpointResult): string {
	if (row.miss === null) return "";
	if (isShare(row)) return pointsText(row.miss.points);
	const percent = percentMiss(row);
	return percent === null ? withUnit(signed(row.miss.points, 1), measureText(row)) : percentText(percent);
}

export const pointsText = (points: number): string => `${signed(points, Math.abs(points) < 9.95 ? 1 : 0)} points`;

export const percentText = (percent: number): string => `${signed(percent, 0)} %`;

/** `−2.4`; empty where it is not known. */
export const sdsText = (sds: number | null): string => (sds === null ? "" : signed(sds, 1));

/** `71 of 86 (83 %)`. */
export const coverageText = (coverage: Coverage): string => {
	const all = known(coverage);
	return all === 0 ? "none known" : `${coverage.inside} of ${all} (${fixed((100 * coverage.inside) / all, 0)} %)`;
};
