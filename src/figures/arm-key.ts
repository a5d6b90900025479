import { armLine, armLook, armMark } from "./arm-looks.ts";
import type { Layer, View } from "./spec-types.ts";
import { ink } from "./theme.ts";

const nothing = { values: [{}] };
const rowHeight = 16;
const sample = 34;

/** Names of arms with their line and mark, side by side as far as the width reaches. */
export const armKey = (names: readonly string[], { width }: { width: number }): View => {
	const places = placed(names, width);
	return {
		width,
		height: rowHeight * (1 + Math.max(0, ...places.map(({ row }) => row))),
		layer: names.flatMap((name, i) => entry(name, { place: i, at: places[i] as KeyPosition })),
	};
};

interface KeyPosition {
	readonly x: number;
	readonly row: number;
}

const placed = (names: readonly string[], width: number): readonly KeyPosition[] => {
	const places: KeyPosition[] = [];
	let [x, row] = [0, 0];
	for (const name of names) {
		const wide = sample + 6 + [...name].length * 6.1 + 22;
		if (x > 0 && x + wide > width) [x, row] = [0, row + 1];
		places.push({ x, row });
		x += wide;
	}
	return places;
};

const entry = (name: string, { place, at: { x, row } }: { place: number; at: KeyPosition }): Layer[] => {
	const look = armLook(place);
	const y = { value: rowHeight * (row + 0.5) };
	return [
		{
			data: nothing,
			mark: { type: "rule", ...armLine(look), strokeWidth: 1.8 },
			encoding: { x: { value: x }, x2: { value: x + sample }, y },
		},
		{
			data: nothing,
			mark: armMark(look),
			encoding: { x: { value: x + sample / 2 }, y },
		},
		{
			data: nothing,
			mark: { type: "text", align: "left", baseline: "middle", fontSize: 11, color: ink.plain, text: name },
			encoding: { x: { value: x + sample + 6 }, y },
		},
	];
};
