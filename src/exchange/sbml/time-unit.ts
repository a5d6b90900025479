import type { XmlElement } from "./read-xml.ts";

const isSecond = (kind: string | undefined) => kind === "second";

/** Seconds of a unit definition that is a multiple of the second; null when it is none. */
function secondsOf(definition: XmlElement): number | null {
	const units = definition.children.flatMap(({ children }) => children);
	const timed = units.filter(({ attributes: { kind } }) => kind !== "dimensionless");
	const unit = timed[0]?.attributes;
	if (timed.length !== 1 || !unit || !isSecond(unit["kind"]) || Number(unit["exponent"] ?? 1) !== 1) return null;
	const size = Number(unit["multiplier"] ?? 1) * Number(`1e${Number(unit["scale"] ?? 0)}`);
	return Number.isFinite(size) && size > 0 ? size : null;
}

/** Seconds of the unit of time of a model; null: its file does not say, or it is no time. */
export function timeUnitOf(model: XmlElement, level: number): number | null {
	const name = model.attributes["timeUnits"] ?? (level === 2 ? "time" : undefined);
	if (name === undefined) return null;
	const definitions = model.children.find((list) => list.name === "listOfUnitDefinitions")?.children ?? [];
	const definition = definitions.find(({ attributes: { id } }) => id === name);
	if (definition) return secondsOf(definition);
	return isSecond(name) || (level === 2 && name === "time") ? 1 : null;
}
