import { snapped } from "../chart/instant.ts";
import type { LocatedYaml, Path } from "../input/located-yaml.ts";
import { allowedHint } from "../input/nearest.ts";
import { InputError, type Problem, throwIfAny } from "../input/problem.ts";
import { checkShape, type ShapeOf } from "../input/shape.ts";
import { formatQuantity, inUnit } from "../language/quantity.ts";
import { type PartReader, partReader } from "../language/read-parts.ts";
import { describeDimension, dimensionless, divideUnits, formatUnit, sameDimension, type Unit, unitOf } from "../language/units.ts";
import type { Module, Parameter } from "../model/model.ts";
import { readModule } from "../model/read-module.ts";
import { perPatient } from "./amount.ts";
import { deviceLimits, rateLimit } from "./plausible-limits.ts";
import { readAmount } from "./read-amount.ts";
import { readMedicine } from "./read-medicine.ts";
import {
	type Device,
	type DeviceSettings,
	deviceSettings,
	type LadderStep,
	type Limit,
	type Route,
	type ScaledParameter,
	type Treatment,
} from "./treatment.ts";
import { treatmentShape } from "./treatment-shape.ts";

type Body = ShapeOf<typeof treatmentShape>;

const hour = unitOf("h");

function readLimits(read: PartReader, path: Path, rows: Body["limits"]): Limit[] {
	return (rows ?? []).flatMap((row, i) => {
		const kind = row.reject !== undefined ? "reject" : "warn";
		if ((row.reject === undefined) === (row.warn === undefined)) {
			read.wrong([...path, i], "a limit needs either reject: or warn:", 'for example "reject: dose > 800 mg"');
			return [];
		}
		const when = read.formula([...path, i, kind]);
		return when ? [{ kind, when, say: row.say ?? when.text }] : [];
	});
}

/** The usual dose, rate and cap; each must fit the unit of amount. */
function readUsual(read: PartReader, usual: Body["usual"], amount: Unit | null): Pick<Treatment["usual"], "dose" | "rate" | "cap"> {
	const read0 = (key: "dose" | "rate" | "cap") => {
		if (usual?.[key] === undefined) return null;
		const path = ["usual", key];
		if (!amount) read.wrongKey(path, "this needs amount:, the unit of doses", 'for example "amount: mg"');
		else
			return (
				readAmount(read, path, {
					needed: key === "rate" ? divideUnits(amount, hour) : amount,
					example: `1 ${formatUnit(amount)}${key === "rate" ? "/h" : ""}`,
					zero: false,
				}) ?? null
			);
		return null;
	};
	return { dose: read0("dose"), rate: read0("rate"), cap: read0("cap") };
}

const isName = (written: unknown): written is string => typeof written === "string" && /^[a-z]\w*$/i.test(written.trim());

/** A parameter or a fact of the patient that a route names, in the unit that it needs. */
function namedParameter(
	read: PartReader,
	path: Path,
	written: string,
	{ unit, parameters }: { unit: Unit; parameters: ReadonlyMap<string, Pick<Parameter, "name" | "unit" | "value">> },
): ScaledParameter {
	const parameter = parameters.get(written.trim());
	if (!parameter) read.wrong(path, `unknown parameter "${written}"`, allowedHint(written, parameters.keys()));
	else if (!sameDimension(parameter.unit, unit)) {
		const shown = formatQuantity({ value: parameter.value, unit: parameter.unit });
		read.wrong(path, `${parameter.name} is ${shown}, ${describeDimension(parameter.unit)}; expected ${describeDimension(unit)}`);
	} else return { parameter: parameter.name, factor: inUnit({ value: 1, unit: parameter.unit }, unit) };
	return { parameter: written, factor: 1 };
}

/** A written share; a text that is neither a number nor a name is told. */
function readShare(read: PartReader, path: Path, written: string | number | undefined): number {
	if (typeof written !== "string") return written ?? 1;
	read.wrong(path, `"${written}" is neither a number nor the name of a parameter`, "for example 0.8");
	return 1;
}

function readRoutes(read: PartReader, rows: Body["routes"], pages: readonly Module[]): Map<string, Route> {
	const parameters = new Map(pages.flatMap((page) => [...page.parameters, ...page.covariates]).map((one) => [one.name, one]));
	return new Map(
		Object.entries(rows ?? {}).map(([name, row]) => {
			const path = ["routes", name];
			const named = (key: "over" | "bioavailability" | "lag", unit: Unit) =>
				isName(row[key]) ? namedParameter(read, [...path, key], row[key], { unit, parameters }) : undefined;
			const hours = (key: "over" | "lag", least: string) => {
				if (row[key] === undefined) return null;
				const value = read.quantityIn([...path, key], hour, "1 h");
				if (value < 0 || (snapped(value) === 0 && key === "over"))
					read.wrong([...path, key], `"${row[key]}" is not ${least}`, 'for example "1 h"');
				return value;
			};
			const route: Route = {
				name,
				into: row.into,
				over: named("over", hour) ?? hours("over", "greater than zero"),
				bioavailability: named("bioavailability", dimensionless) ?? readShare(read, [...path, "bioavailability"], row.bioavailability),
				lag: named("lag", hour) ?? hours("lag", "zero or more") ?? 0,
				place: read.yaml.place([...path, "into"]),
			};
			return [name, route];
		}),
	);
}

/** flow, fio2 and peep of a device, in their fixed units. */
export function readDeviceSettings(read: PartReader, path: Path, row: { flow?: unknown; fio2?: unknown; peep?: unknown }): DeviceSettings {
	const settings: Record<string, number> = {};
	for (const [key, unit] of Object.entries(deviceSettings)) {
		const written = row[key as keyof typeof row];
		if (written === undefined) continue;
		const value = read.quantityIn([...path, key], unitOf(unit), unit === "1" ? "0.5" : `2 ${unit}`);
		if (value < 0) read.wrong([...path, key], `"${written}" is below zero`);
		settings[key] = value;
	}
	return settings;
}

/** A device that sets nothing is known to charts only. */
const simulatedDevices = (rows: Body["devices"]) => Object.entries(rows ?? {}).filter(([, { sets }]) => sets !== undefined);

function readDevices(read: PartReader, rows: Body["devices"]): Map<string, Device> {
	return new Map(
		simulatedDevices(rows).map(([name, row]) => {
			const path = ["devices", name];
			const sets = Object.keys(row.sets ?? {}).flatMap((input) => {
				const is = read.formula([...path, "sets", input]);
				return is ? [{ input, is, place: read.yaml.keyPlace([...path, "sets", input]) }] : [];
			});
			const device: Device = {
				name,
				usual: readDeviceSettings(read, [...path, "usual"], row.usual ?? {}),
				sets,
				limits: [...deviceLimits(read, path, row.plausible), ...readLimits(read, [...path, "limits"], row.limits)],
			};
			return [name, device];
		}),
	);
}

/** The steps that rules climb; what a step leaves out is as usual for its device. */
function readLadder(read: PartReader, rows: Body["ladder"], devices: ReadonlyMap<string, Device>): LadderStep[] {
	return (rows ?? []).flatMap((row, i) => {
		const device = devices.get(row.device);
		if (device) return [{ device: row.device, settings: { ...device.usual, ...readDeviceSettings(read, ["ladder", i], row) } }];
		read.wrong(["ladder", i, "device"], `unknown device "${row.device}"`, allowedHint(row.device, devices.keys()));
		return [];
	});
}

/** The unit of a route's target, and whether it is a state or a rate channel, among the treatment's own names. */
function ownTarget(equations: Module, name: string): { kind: "state" | "input"; unit: Unit } | undefined {
	const state = equations.states.find((one) => one.name === name);
	if (state) return { kind: "state", unit: state.unit };
	const input = equations.inputs.find((one) => one.name === name);
	return input ? { kind: "input", unit: input.unit } : undefined;
}

function infusedStates(
	read: PartReader,
	routes: Iterable<Route>,
	equations: Module,
	pages: readonly Module[],
	amount: Unit | null,
): Module["infused"] {
	const infused = new Map<string, Module["infused"][number]>();
	for (const route of routes) {
		const target = [equations, ...pages].map((page) => ownTarget(page, route.into)).find((found) => found !== undefined);
		const key = ["routes", route.name, "into"];
		if (!amount) read.wrongKey(["routes", route.name], "a treatment with routes needs amount:, the unit of its doses");
		else if (!target) {
			const names = [equations, ...pages].flatMap((page) => [...page.states, ...page.inputs].map((one) => one.name));
			read.wrong(key, `"${route.into}" is not a state or an input`, allowedHint(route.into, names));
		} else if (target.kind === "input" && !sameDimension(perPatient(target.unit).absolute, divideUnits(amount, hour))) {
			read.wrong(key, `${route.into} is in ${formatUnit(target.unit)}, but doses per hour are in ${formatUnit(divideUnits(amount, hour))}`);
		} else if (target.kind === "state" && !sameDimension(target.unit, amount)) {
			read.wrong(key, `${route.into} is in ${formatUnit(target.unit)}, but doses are in ${formatUnit(amount)}`);
		} else if (target.kind === "state")
			infused.set(route.into, { state: route.into, unit: divideUnits(target.unit, hour), place: route.place });
	}
	return [...infused.values()];
}

function columnsOf(name: string, equations: Module): Treatment["columns"] {
	const own = [...equations.flows, ...equations.states].filter((one) => one.name === name);
	return [...own, ...equations.inputs].map(({ name: column, unit, about }) => ({ name: column, unit, about }));
}

/** Keys of a file that says what a drug is and nothing of how it acts: charts may name it, but the model does not simulate it. */
const meaning: ReadonlySet<string> = new Set(["about", "role", "names", "vasoactive", "plausible", "masks", "against", "codes"]);

const isMeaningOnly = (body: Body): boolean => Object.keys(body).every((key) => meaning.has(key));

/**
 * Reads a treatment file. `pages` are those of the model it belongs to. Throws an InputError with every problem of the file.
 *
 *     readTreatment("tocilizumab", readYaml(text, "treatments/tocilizumab.yaml"), model.modules)
 */
export function readTreatment(name: string, yaml: LocatedYaml, pages: readonly Module[]): Treatment {
	const problems: Problem[] = [];
	const body = checkShape(yaml, treatmentShape, problems);
	if (!body) throw new InputError(problems);
	const read = partReader(yaml, problems);
	if (!/^[a-z][a-z0-9_]*$/.test(name))
		read.wrong([], `"${name}" is not a name for a treatment`, "small letters, digits and _ (rules read it as a name)");
	const amount = body.amount === undefined ? null : read.unit(["amount"]);
	const equations = readModule(read, name, { ...body, covariates: undefined, slots: undefined, hazards: undefined, events: undefined });
	const routes = readRoutes(read, body.routes, [equations, ...pages]);
	const writes = Object.keys(body.writes ?? {}).flatMap((slot) => {
		const is = read.formula(["writes", slot]);
		return is ? [{ slot, is, place: yaml.keyPlace(["writes", slot]) }] : [];
	});
	const hasDevices = simulatedDevices(body.devices).length > 0;
	const simulated = !isMeaningOnly(body);
	if (simulated && hasDevices === routes.size > 0)
		read.wrong(
			[],
			"a treatment needs either routes: (for its doses) or devices:",
			'for example "routes: { iv: { into: toci_central, over: 1 h } }"',
		);
	if (body.usual?.route !== undefined && !routes.has(body.usual.route))
		read.wrong(["usual", "route"], "no such route", allowedHint(body.usual.route, routes.keys()));
	const devices = readDevices(read, body.devices);
	const treatment: Treatment = {
		name,
		file: yaml.file,
		about: body.about,
		amount,
		usual: { ...readUsual(read, body.usual, amount), route: body.usual?.route ?? routes.keys().next().value ?? null },
		routes,
		devices,
		ladder: readLadder(read, body.ladder, devices),
		equations: { ...equations, writes, infused: infusedStates(read, routes.values(), equations, pages, amount) },
		limits: [...rateLimit(read, body.plausible), ...readLimits(read, ["limits"], body.limits)],
		medicine: readMedicine(read, name, body, simulated),
		columns: columnsOf(name, equations),
	};
	throwIfAny(problems);
	return treatment;
}
