import { nearest } from "../input/nearest.ts";
import { one, over, power, type Rational, rational, times, toNumber } from "./rational.ts";

/** Exponents of the base dimensions, in the order of `dimensions`. */
type Dimension = readonly number[];

const dimensions = ["length", "mass", "time", "amount of substance", "temperature", "cells", "international units", "units"] as const;

/** A unit of measure: its spelled parts, its dimension, and its exact size in the base units cm, g, s, mol, degC, cell, IU, U. */
export interface Unit {
	/** As spelled, for example `{ mg: 1, kg: -1 }`: a dose per kg is told from a pure number by this. */
	readonly parts: Readonly<Record<string, number>>;
	readonly dimension: Dimension;
	readonly factor: Rational;
}

const none: Dimension = [0, 0, 0, 0, 0, 0, 0, 0];
const length: Dimension = [1, 0, 0, 0, 0, 0, 0, 0];
const area: Dimension = [2, 0, 0, 0, 0, 0, 0, 0];
const volume: Dimension = [3, 0, 0, 0, 0, 0, 0, 0];
const mass: Dimension = [0, 1, 0, 0, 0, 0, 0, 0];
const time: Dimension = [0, 0, 1, 0, 0, 0, 0, 0];
const substance: Dimension = [0, 0, 0, 1, 0, 0, 0, 0];
const temperature: Dimension = [0, 0, 0, 0, 1, 0, 0, 0];
const cells: Dimension = [0, 0, 0, 0, 0, 1, 0, 0];
const international: Dimension = [0, 0, 0, 0, 0, 0, 1, 0];
const units: Dimension = [0, 0, 0, 0, 0, 0, 0, 1];
const force: Dimension = [1, 1, -2, 0, 0, 0, 0, 0];
const pressure: Dimension = [-1, 1, -2, 0, 0, 0, 0, 0];

/** The closed list of units. mmHg and cmH2O are the conventional ones (133.322387415 Pa, 98.0665 Pa). */
const table: Readonly<Record<string, readonly [Dimension, string]>> = {
	fg: [mass, "1e-15"],
	pg: [mass, "1e-12"],
	ng: [mass, "1e-9"],
	ug: [mass, "1e-6"],
	mg: [mass, "1e-3"],
	g: [mass, "1"],
	kg: [mass, "1e3"],
	nL: [volume, "1e-6"],
	uL: [volume, "1e-3"],
	mL: [volume, "1"],
	dL: [volume, "100"],
	L: [volume, "1000"],
	s: [time, "1"],
	min: [time, "60"],
	h: [time, "3600"],
	day: [time, "86400"],
	week: [time, "604800"],
	year: [time, "31557600"],
	mmHg: [pressure, "1333.22387415"],
	cmH2O: [pressure, "980.665"],
	kPa: [pressure, "10000"],
	degC: [temperature, "1"],
	mol: [substance, "1"],
	mmol: [substance, "1e-3"],
	umol: [substance, "1e-6"],
	nmol: [substance, "1e-9"],
	pmol: [substance, "1e-12"],
	cell: [cells, "1"],
	cells: [cells, "1"],
	IU: [international, "1"],
	U: [units, "1"],
	m2: [area, "10000"],
	dyn: [force, "1"],
	cm: [length, "1"],
	percent: [none, "0.01"],
};

export const unitNames: readonly string[] = Object.keys(table);

export function isUnitName(name: string): boolean {
	return Object.hasOwn(table, name);
}

export const dimensionless: Unit = { parts: {}, dimension: none, factor: one };

function single(name: string): Unit {
	const [dimension, factor] = table[name]!;
	return { parts: { [name]: 1 }, dimension, factor: rational(factor) };
}

export function multiplyUnits(a: Unit, b: Unit): Unit {
	const parts: Record<string, number> = { ...a.parts };
	for (const [name, exponent] of Object.entries(b.parts)) {
		const sum = (parts[name] ?? 0) + exponent;
		if (sum === 0) delete parts[name];
		else parts[name] = sum;
	}
	return { parts, dimension: a.dimension.map((n, i) => n + b.dimension[i]!), factor: times(a.factor, b.factor) };
}

export function raiseUnit(a: Unit, exponent: number): Unit {
	const parts = Object.fromEntries(Object.entries(a.parts).map(([name, n]) => [name, n * exponent]));
	return { parts: exponent === 0 ? {} : parts, dimension: a.dimension.map((n) => n * exponent), factor: power(a.factor, exponent) };
}

export function divideUnits(a: Unit, b: Unit): Unit {
	return multiplyUnits(a, raiseUnit(b, -1));
}

/** The unit whose square this is, in base units; undefined when a dimension is odd. */
export function rootOfUnit(a: Unit): Unit | undefined {
	if (a.dimension.some((n) => n % 2 !== 0)) return undefined;
	const base = ["cm", "g", "s", "mol", "degC", "cell", "IU", "U"];
	return base.reduce((unit, name, i) => multiplyUnits(unit, raiseUnit(single(name), a.dimension[i]! / 2)), dimensionless);
}

export function sameDimension(a: Unit, b: Unit): boolean {
	return a.dimension.every((n, i) => n === b.dimension[i]);
}

export function isDimensionless(a: Unit): boolean {
	return a.dimension.every((n) => n === 0);
}

/** What a number in unit `from` is multiplied with to be in unit `to` (same dimension). */
export function conversion(from: Unit, to: Unit): number {
	return toNumber(over(from.factor, to.factor));
}

/** A number as written, in another unit of the same dimension: exact up to one rounding, so that 0.3 L/day is 12.5 mL/h. */
export function convertNumber(value: number, from: Unit, to: Unit): number {
	if (!Number.isFinite(value)) return value;
	const size = toNumber(times(rational(String(Math.abs(value))), over(from.factor, to.factor)));
	return value < 0 ? -size : size;
}

/** `mg/kg`, `dyn*s/cm^5`, `1` */
export function formatUnit(a: Unit): string {
	const spell = ([name, n]: [string, number]) => (Math.abs(n) === 1 ? name : `${name}^${Math.abs(n)}`);
	const parts = Object.entries(a.parts);
	const above = parts.filter(([, n]) => n > 0).map(spell);
	const below = parts.filter(([, n]) => n < 0).map(spell);
	return [above.join("*") || "1", ...below].join("/");
}

/** What kind of quantity a unit measures, in words for messages: `a mass`, `a time`, `volume/time`. */
export function describeDimension(a: Unit): string {
	const named: readonly [Unit, string][] = [
		[dimensionless, "a pure number"],
		[single("g"), "a mass"],
		[single("s"), "a time"],
		[single("L"), "a volume"],
		[single("cm"), "a length"],
		[single("m2"), "an area"],
		[single("mmHg"), "a pressure"],
		[single("degC"), "a temperature"],
		[single("cell"), "a number of cells"],
		[single("mol"), "an amount of substance"],
		[divideUnits(single("g"), single("L")), "a concentration"],
		[divideUnits(single("cell"), single("L")), "a cell count per volume"],
		[divideUnits(dimensionless, single("s")), "a rate (1/time)"],
		[divideUnits(single("L"), single("s")), "a flow (volume/time)"],
		[divideUnits(single("g"), single("s")), "a mass/time"],
	];
	const found = named.find(([unit]) => sameDimension(unit, a));
	if (found) return found[1];
	const word = (n: number, i: number) => (Math.abs(n) === 1 ? dimensions[i]! : `${dimensions[i]}^${Math.abs(n)}`);
	const above = a.dimension.flatMap((n, i) => (n > 0 ? [word(n, i)] : []));
	const below = a.dimension.flatMap((n, i) => (n < 0 ? [word(n, i)] : []));
	return [above.join(" x ") || "1", ...below].join("/");
}

const longest = 60;
/** The highest power of a dimension; exact factors beyond it would grow without bound. */
export const highestPower = 40;

/** Whether a unit came out of multiplying so often that it cannot be meant. */
export function isOutsized(a: Unit): boolean {
	return a.dimension.some((n) => Math.abs(n) > highestPower) || Object.values(a.parts).some((n) => Math.abs(n) > highestPower);
}

/** Long names that no prefix tells from another. */
const alone = unitNames.filter((name) => name.length >= 4 && !name.endsWith("mol"));

/**
 * Units that a word can only have meant. A letter more or less in front could be a thousand times as much (mcg is not mg), so nothing is
 * guessed there: the case may be wrong, a long name misspelled, or something hang behind a unit.
 */
function surelyMeant(word: string): string[] {
	const inOtherCase = unitNames.filter((name) => name.toLowerCase() === word.toLowerCase());
	if (inOtherCase.length > 0) return inOtherCase;
	const misspelled = nearest(word, alone).slice(0, 1);
	const begun = unitNames.filter((name) => name.length > 1 && word.startsWith(name));
	return misspelled.length > 0 ? misspelled : begun.slice(-1);
}

export type ReadUnit = { readonly unit: Unit } | { readonly message: string; readonly hint: string; readonly offset: number };

/**
 * Reads a unit such as `mg/kg/h`, `dyn*s/cm^5`, `1/min` or `1`.
 *
 *     readUnit("mg/L")   // { unit }
 *     readUnit("mgg")    // { message: 'unknown unit "mgg"', hint: … }
 */
export function readUnit(text: string): ReadUnit {
	if (text.length > longest)
		return { message: `"${text.slice(0, longest)}…" is not a unit`, hint: `at most ${longest} characters are read`, offset: 0 };
	let unit = dimensionless;
	let at = 0;
	const pattern = /\s*([*/]?)\s*([A-Za-z][A-Za-z0-9]*|1)(?:\s*\^\s*(\d{1,2}))?\s*/y;
	while (at < text.length || at === 0) {
		pattern.lastIndex = at;
		const match = pattern.exec(text);
		const [, sign = "", name = "", exponent] = match ?? [];
		const fits = match !== null && (at === 0 ? sign !== "*" : sign !== "");
		if (!fits) return { message: `"${text}" is not a unit`, hint: "write it as in mg/L, 1/h, dyn*s/cm^5 or 1", offset: at };
		if (name !== "1" && !isUnitName(name)) {
			const meant = surelyMeant(name).map((one) => `"${one}"`);
			const hint = `${meant.length === 0 ? "" : `Did you mean ${meant.join(" or ")}?`} Known units: ${unitNames.join(" ")}, 1.`.trim();
			return { message: `unknown unit "${name}"`, hint, offset: at + match[0].indexOf(name) };
		}
		const factor = name === "1" ? dimensionless : raiseUnit(single(name), Number(exponent ?? 1));
		unit = sign === "/" ? divideUnits(unit, factor) : multiplyUnits(unit, factor);
		if (isOutsized(unit))
			return { message: `"${text}" has a power beyond ${highestPower}`, hint: "write it as in mg/L, 1/h or dyn*s/cm^5", offset: at };
		at = pattern.lastIndex;
	}
	return { unit };
}

/** A unit that the code itself spells; a misspelling is our own mistake. */
export function unitOf(text: string): Unit {
	const read = readUnit(text);
	if ("message" in read) throw new Error(read.message);
	return read.unit;
}
