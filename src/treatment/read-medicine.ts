import type { DeviceRange, HighDoseLine, Medicine, Vasoactive } from "../chart/formulary.ts";
import { type Rate, rateUnits } from "../chart/rate.ts";
import { type Role, runsAtRate } from "../chart/role.ts";
import type { Path } from "../input/located-yaml.ts";
import type { ShapeOf } from "../input/shape.ts";
import { inUnit } from "../language/quantity.ts";
import type { PartReader } from "../language/read-parts.ts";
import { sameDimension, unitOf } from "../language/units.ts";
import type { treatmentShape } from "./treatment-shape.ts";

type Body = ShapeOf<typeof treatmentShape>;
type VasoactiveBlock = NonNullable<Body["vasoactive"]>;

/** What each line of `vasoactive:` says, and how it is written. */
const lines: Readonly<Record<keyof VasoactiveBlock, { readonly says: string; readonly example: string }>> = {
	beside_others: { says: "whether it counts beside other vasopressors", example: "{ counts: true, source: assumed }" },
	equivalent: {
		says: "the rate that weighs as much as 1 ug/min of norepinephrine",
		example: "{ rate: 1 ug/min, source: assumed } (or none)",
	},
	lee2014: {
		says: "from which rate on it is high dose as Lee 2014 has it",
		example: "{ alone: 20 ug/min, beside: 20 ug/min, source: assumed } (or none)",
	},
	penn: {
		says: "from which rate on it is high dose on the Penn scale",
		example: "{ alone: 0.2 ug/kg/min, beside: 20 ug/min, source: assumed } (or none)",
	},
	sofa: { says: "its points of SOFA", example: "{ rows: [{ above: 0 ug/kg/min, points: 3 }], source: assumed } (or rows: none)" },
};

const needed: Partial<Readonly<Record<Role, readonly (keyof VasoactiveBlock)[]>>> = {
	vasopressor: ["beside_others", "equivalent", "lee2014", "penn", "sofa"],
	inotrope: ["sofa"],
};

/** A rate in one of the units of charts; null for the word none, and for what is wrong, which is told. */
function readRate(read: PartReader, path: Path, written: unknown): Rate | null {
	if (written === "none") return null;
	const quantity = read.quantity(path);
	if (quantity === undefined) return null;
	const unit = rateUnits.find((one) => sameDimension(unitOf(one), quantity.unit));
	if (unit !== undefined && quantity.value >= 0) return { value: inUnit(quantity, unitOf(unit)), unit };
	read.wrong(path, `"${String(written)}" is not a rate of an infusion`, 'for example "0.1 ug/kg/min", "20 ug/min", "0.04 U/min" or none');
	return null;
}

/** Norepinephrine-equivalents are in ug/min. */
function readEquivalents(read: PartReader, path: Path, written: unknown): number | null {
	const rate = readRate(read, path, written);
	if (rate === null || rate.unit === "ug/min") return rate?.value ?? null;
	read.wrong(path, `"${String(written)}" is not in ug/min, as norepinephrine-equivalents are`, 'for example "20 ug/min" or none');
	return null;
}

const noLine: HighDoseLine = { alone: null, beside: null };

function readVasoactive(read: PartReader, role: Role, body: Body["vasoactive"]): Vasoactive | null {
	if (role !== "vasopressor" && role !== "inotrope") {
		if (body !== undefined) read.wrongKey(["vasoactive"], `vasoactive: does not go with the role ${role}`, "roles: vasopressor, inotrope");
		return null;
	}
	for (const key of needed[role]!) {
		if (body?.[key] !== undefined) continue;
		const { says, example } = lines[key];
		const where = body === undefined ? ["role"] : ["vasoactive"];
		read.wrongKey(where, `a file of the role ${role} needs vasoactive.${key}: ${says}`, `for example "${key}: ${example}"`);
	}
	const line = (key: "lee2014" | "penn"): HighDoseLine => {
		const row = body?.[key];
		if (row === undefined) return noLine;
		const path = ["vasoactive", key];
		return {
			alone: readRate(read, [...path, "alone"], row.alone),
			beside: readEquivalents(read, [...path, "beside"], row.beside),
		};
	};
	const rows = body?.sofa?.rows;
	const sofa = (Array.isArray(rows) ? rows : []).flatMap(({ above, points }, i) => {
		const rate = readRate(read, ["vasoactive", "sofa", "rows", i, "above"], above);
		return rate === null ? [] : [{ above: rate, points }];
	});
	return {
		kind: role,
		counted: body?.beside_others?.counts ?? false,
		equivalent: body?.equivalent === undefined ? null : readRate(read, ["vasoactive", "equivalent", "rate"], body.equivalent.rate),
		lee2014: line("lee2014"),
		penn: line("penn"),
		sofa: Array.isArray(rows) ? sofa.toSorted((a, b) => b.points - a.points) : null,
	};
}

/** Least and most of a device's flow (L/min) and fraction. */
export function readDeviceRange(read: PartReader, path: Path, row: NonNullable<Body["devices"]>[string]["plausible"]): DeviceRange {
	const pair = (key: "flow" | "fio2", unit: string): readonly [number, number] | null => {
		if (row?.[key] === undefined) return null;
		const [least, most] = [0, 1].map((i) =>
			read.quantityIn([...path, "plausible", key, i], unitOf(unit), unit === "1" ? "0.5" : `2 ${unit}`),
		);
		if (least! > most!) read.wrong([...path, "plausible", key], "the lower bound is above the upper bound", "write the lower bound first");
		return [least!, most!];
	};
	return { flow: pair("flow", "L/min"), fio2: pair("fio2", "1") };
}

/**
 * What a treatment's file says of its meaning. A vasopressor without its lines, or without the most that it ever runs at, is told with the
 * line that is missing and an example of it.
 */
export function readMedicine(read: PartReader, name: string, body: Body, simulated: boolean): Medicine {
	const { role, names = {} } = body;
	const most = body.plausible === undefined ? null : readRate(read, ["plausible", "rate"], body.plausible.rate);
	if (runsAtRate(role) && body.plausible === undefined)
		read.wrongKey(
			["role"],
			`a file of the role ${role} needs plausible: the most that it ever runs at`,
			'for example "plausible: { rate: 3 ug/kg/min }"',
		);
	const label = names.label ?? name.replaceAll("_", " ");
	return {
		role,
		names: { label, short: names.short ?? label, other: names.other ?? [] },
		masksFever: body.masks === "fever",
		againstHyperinflammation: body.against === "hyperinflammation",
		vasoactive: readVasoactive(read, role, body.vasoactive),
		most,
		devices: Object.fromEntries(
			Object.entries(body.devices ?? {}).map(([device, row]) => [device, readDeviceRange(read, ["devices", device], row.plausible)]),
		),
		simulated,
	};
}
