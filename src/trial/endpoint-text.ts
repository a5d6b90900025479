import { decimalExponent } from "../elementary/decimal.ts";
import { fixed, unitWord, withUnit } from "../population/estimate-text.ts";
import { type Endpoint, type EndpointUse, isShare } from "./endpoint.ts";
import type { EndpointResult } from "./result.ts";
import type { Coverage } from "./tally.ts";
import { known, percentMiss } from "./tally.ts";

/** What an endpoint is for, as people read it: `not fitted`. */
export const useText = (use: EndpointUse): string => ({ fit: "fitted", check: "not fitted", anchor: "set to it" })[use];

/** `%`, `days`, `ng/mL`; empty for a number without unit. */
export const measureText = (endpoint: Endpoint): string => (isShare(endpoint) ? "%" : unitWord(endpoint.unit));

/** What was predicted, with no more digits than a trial can carry: one decimal below ten, three digits from a thousand on. */
export const amountText = (value: number, endpoint: Endpoint): string => {
	const amount = isShare(endpoint) ? 100 * value : value;
	const size = Math.abs(amount);
	return fixed(amount, size !== 0 && size < 9.95 ? 1 : size < 1000 ? 0 : 2 - decimalExponent(size));
};

/** What was seen, as it was published. */
const publishedText = (value: number, endpoint: Endpoint): string => {
	const amount = isShare(endpoint) ? Number((100 * value).toPrecision(12)) : value;
	return fixed(amount, Math.min(3, String(amount).split(".")[1]?.length ?? 0));
};

const rangeOf = ([from, to]: readonly [number, number], text: (value: number) => string): string => `${text(from)}–${text(to)}`;

/** `14 (6.9–22)`: what a trial of this size would find, with its 95 % interval, in its measure; `–` without a prediction. */
export const predictedNumbers = (row: EndpointResult): string =>
	row.prediction === null
		? "–"
		: `${amountText(row.prediction.value, row)} (${rangeOf(row.prediction.interval, (x) => amountText(x, row))})`;

/** The same with its measure: `14 % (6.9–22)`. */
export const predictedText = (row: EndpointResult): string =>
	predictedNumbers(row).replace(" (", ` ${measureText(row)} (`.replace("  ", " "));

/** `13 of 101, 13 %`, `7 days of 94`, `0.5–1.5 %`. */
export function seenText(row: EndpointResult): string {
	const { seen } = row;
	if (seen.kind === "band")
		return withUnit(
			rangeOf([seen.from, seen.to], (x) => publishedText(x, row)),
			measureText(row),
		);
	if (seen.kind === "share") return `${seen.count} of ${seen.n}, ${withUnit(amountText(seen.count / seen.n, row), "%")}`;
	return `${withUnit(publishedText(seen.value, row), measureText(row))} of ${seen.n}`;
}

/** The 95 % interval of what was seen, where there is one. */
export const seenIntervalText = (row: EndpointResult): string =>
	row.seen_interval === null || row.seen.kind === "band" ? "" : rangeOf(row.seen_interval, (x) => amountText(x, row));

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
