import type { PageArrow, PageMap } from "./page-map.ts";

/** Pixels of the drawing. */
export interface Point {
	readonly x: number;
	readonly y: number;
}

export interface Rectangle extends Point {
	readonly width: number;
	readonly height: number;
}

/** A line with rounded corners, and what stands on it. */
export interface LaidArrow {
	/** SVG path, up to where the head begins. */
	readonly path: string;
	/** Where the head points to, and in which direction it does, degrees. */
	readonly tip: Point;
	readonly angle: number;
	/** Where a treatment strikes it, and the direction of the line there, degrees. */
	readonly strike: Point & { readonly angle: number };
}

export interface LaidMap {
	readonly width: number;
	readonly height: number;
	readonly groups: readonly (Rectangle & { readonly name: string; readonly label: string })[];
	readonly boxes: readonly Rectangle[];
	readonly arrows: readonly LaidArrow[];
}

const pitch = { x: 226, y: 134 } as const;
const box = { width: 152, height: 76 } as const;
/** Around the boxes of a group. */
const pad = { side: 20, top: 30, bottom: 16 } as const;
const edge = 26;
/** Between a box and the lines that end there. */
const air = 5;
/** Of the line, left to its head. */
const headRoom = 9;
/** How far apart two lines run that join the same boxes. */
const twin = 11;
const corner = 16;

const center = ([column, row]: readonly [number, number]): Point => ({
	x: edge + pad.side + box.width / 2 + column * pitch.x,
	y: edge / 2 + pad.top + box.height / 2 + row * pitch.y,
});

const around = ({ x, y }: Point): Rectangle => ({ x: x - box.width / 2, y: y - box.height / 2, width: box.width, height: box.height });

const moved = ({ x, y }: Point, { x: dx, y: dy }: Point): Point => ({ x: x + dx, y: y + dy });
const apart = (a: Point, b: Point): number => Math.hypot(b.x - a.x, b.y - a.y) || 1;
const toward = (from: Point, to: Point, length: number): Point => {
	const share = length / apart(from, to);
	return { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) };
};

/** Where the line from inside of a box to a point leaves it. */
function exitOf({ x, y, width, height }: Rectangle, from: Point, to: Point): Point {
	const [dx, dy] = [to.x - from.x, to.y - from.y];
	const shares = [
		dx > 0 ? (x + width - from.x) / dx : dx < 0 ? (x - from.x) / dx : Number.POSITIVE_INFINITY,
		dy > 0 ? (y + height - from.y) / dy : dy < 0 ? (y - from.y) / dy : Number.POSITIVE_INFINITY,
	];
	const share = Math.min(...shares);
	return toward({ x: from.x + share * dx, y: from.y + share * dy }, to, air);
}

/** To the right of the direction, when there is a line the other way too. */
function sideways({ from, to }: PageArrow, { arrows }: PageMap, a: Point, b: Point): Point {
	if (!arrows.some((other) => other.from === to && other.to === from && other.via.length === 0)) return { x: 0, y: 0 };
	const length = apart(a, b);
	return { x: (-(b.y - a.y) / length) * twin, y: ((b.x - a.x) / length) * twin };
}

const fixed = (value: number): string => value.toFixed(1);
const at = ({ x, y }: Point): string => `${fixed(x)} ${fixed(y)}`;

/** A path through points with rounded corners. */
function rounded(points: readonly Point[]): string {
	const corners = points.slice(1, -1).map((turn, i) => {
		const [before, after] = [points[i]!, points[i + 2]!];
		const room = Math.min(corner, apart(before, turn) / 2, apart(turn, after) / 2);
		return `L${at(toward(turn, before, room))}Q${at(turn)} ${at(toward(turn, after, room))}`;
	});
	return `M${at(points[0]!)}${corners.join("")}L${at(points.at(-1)!)}`;
}

const degrees = (a: Point, b: Point): number => (Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI;

/** The point at a share of the length of a path. */
function along(points: readonly Point[], share: number): LaidArrow["strike"] {
	const stretches = points.slice(1).map((b, i) => ({ a: points[i]!, b, length: apart(points[i]!, b) }));
	let left = share * stretches.reduce((sum, { length }) => sum + length, 0);
	for (const { a, b, length } of stretches) {
		if (left <= length) return { ...toward(a, b, left), angle: degrees(a, b) };
		left -= length;
	}
	return { ...points.at(-1)!, angle: degrees(points.at(-2)!, points.at(-1)!) };
}

function layArrow(arrow: PageArrow, map: PageMap, centers: ReadonlyMap<string, Point>): LaidArrow {
	const [a, b] = [centers.get(arrow.from)!, centers.get(arrow.to)!];
	const shift = arrow.via.length === 0 ? sideways(arrow, map, a, b) : { x: 0, y: 0 };
	const [from, to] = [moved(a, shift), moved(b, shift)];
	const via = arrow.via.map(center);
	const start = exitOf(around(a), from, via[0] ?? to);
	const tip = exitOf(around(b), to, via.at(-1) ?? from);
	const points = [start, ...via, tip];
	const before = points.at(-2)!;
	return {
		path: rounded([...points.slice(0, -1), toward(tip, before, Math.min(headRoom, apart(tip, before) / 2))]),
		tip,
		angle: degrees(before, tip),
		strike: along(points, arrow.struckAt),
	};
}

/**
 * The map laid out on a drawing of its own size: boxes on a grid, groups around them, lines between them.
 *
 *     const { width, height, boxes } = layOut(kit.map);
 */
export function layOut(map: PageMap): LaidMap {
	const centers = new Map(map.boxes.map(({ name, at: place }) => [name, center(place)]));
	const boxes = map.boxes.map(({ at: place }) => around(center(place)));
	const groups = map.groups.flatMap(({ name, label }) => {
		const own = boxes.filter((_, i) => map.boxes[i]!.group === name);
		if (own.length === 0) return [];
		const [x, y] = [Math.min(...own.map((one) => one.x)) - pad.side, Math.min(...own.map((one) => one.y)) - pad.top];
		const right = Math.max(...own.map((one) => one.x + one.width)) + pad.side;
		const bottom = Math.max(...own.map((one) => one.y + one.height)) + pad.bottom;
		return [{ name, label, x, y, width: right - x, height: bottom - y }];
	});
	return {
		width: Math.max(...groups.map((one) => one.x + one.width), 0) + edge,
		height: Math.max(...groups.map((one) => one.y + one.height), 0) + edge / 2,
		groups,
		boxes,
		arrows: map.arrows.map((arrow) => layArrow(arrow, map, centers)),
	};
}

/** The box that lies next in a direction, for arrow keys; itself when there is none. */
export function nextBox(boxes: readonly Rectangle[], from: number, key: "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown"): number {
	const here = boxes[from]!;
	const beside = ({ x, y }: Rectangle): readonly [ahead: number, aside: number] => {
		const [dx, dy] = [x - here.x, y - here.y];
		if (key === "ArrowRight") return [dx, Math.abs(dy)];
		if (key === "ArrowLeft") return [-dx, Math.abs(dy)];
		return key === "ArrowDown" ? [dy, Math.abs(dx)] : [-dy, Math.abs(dx)];
	};
	const ahead = boxes.map((one, i) => ({ i, beside: beside(one) })).filter(({ i, beside: [forward] }) => i !== from && forward > 1);
	const nearest = ahead.toSorted((a, b) => a.beside[0] + 3 * a.beside[1] - (b.beside[0] + 3 * b.beside[1]))[0];
	return nearest?.i ?? from;
}
