import { readUnit } from "../../language/units.ts";
import { element } from "./xml-text.ts";

/** What one of our units is in SBML: so many times a unit of its own, to a power. Counts of cells are items, units of activity have no dimension there. */
const inSbml: Readonly<Record<string, readonly [kind: string, multiplier: number, exponent?: number]>> = {
	fg: ["gram", 1e-15],
	pg: ["gram", 1e-12],
	ng: ["gram", 1e-9],
	ug: ["gram", 1e-6],
	mg: ["gram", 1e-3],
	g: ["gram", 1],
	kg: ["gram", 1e3],
	nL: ["litre", 1e-9],
	uL: ["litre", 1e-6],
	mL: ["litre", 1e-3],
	dL: ["litre", 0.1],
	L: ["litre", 1],
	s: ["second", 1],
	min: ["second", 60],
	h: ["second", 3600],
	day: ["second", 86400],
	week: ["second", 604800],
	year: ["second", 31557600],
	mmHg: ["pascal", 133.322387415],
	cmH2O: ["pascal", 98.0665],
	kPa: ["pascal", 1000],
	degC: ["kelvin", 1],
	mol: ["mole", 1],
	mmol: ["mole", 1e-3],
	umol: ["mole", 1e-6],
	nmol: ["mole", 1e-9],
	pmol: ["mole", 1e-12],
	cell: ["item", 1],
	cells: ["item", 1],
	IU: ["dimensionless", 1],
	U: ["dimensionless", 1],
	m2: ["metre", 1, 2],
	dyn: ["newton", 1e-5],
	cm: ["metre", 0.01],
	percent: ["dimensionless", 0.01],
};

/** The units of a model as definitions, each with an id of its own. */
export interface UnitDefinitions {
	/** The id of a unit; a pure number is `dimensionless`. */
	readonly idOf: (unit: string) => string;
	/** The definitions of all that were asked for, as XML. */
	readonly written: () => readonly string[];
}

function partsOf(unit: string): string[] {
	const read = readUnit(unit);
	if ("message" in read) throw new Error(`${unit}: ${read.message}`);
	return Object.entries(read.unit.parts).map(([part, power]) => {
		const [kind, multiplier, exponent = 1] = inSbml[part]!;
		return element("unit", { kind, exponent: power * exponent, scale: 0, multiplier });
	});
}

/**
 * Gathers the units of a model.
 *
 *     const units = unitDefinitions();
 *     units.idOf("pg/mL")   // pg_per_mL
 */
export function unitDefinitions(): UnitDefinitions {
	const ids = new Map<string, string>();
	return {
		idOf: (unit) => {
			if (unit === "1") return "dimensionless";
			const spelled = unit.replace(/^1\//, "per_").replaceAll("/", "_per_").replaceAll("*", "_").replaceAll("^", "").replaceAll(/\W/g, "_");
			ids.set(unit, `unit_${spelled}`);
			return `unit_${spelled}`;
		},
		written: () => [...ids].map(([unit, id]) => element("unitDefinition", { id, name: unit }, [element("listOfUnits", {}, partsOf(unit))])),
	};
}
