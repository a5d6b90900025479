import { type Formulary, medicineNamed } from "../chart/formulary.ts";
import { type Path, pathText } from "../input/located-yaml.ts";
import type { ShapeOf } from "../input/shape.ts";
import { formatQuantity, type Quantity, wrongDimension } from "../language/quantity.ts";
import type { PartReader } from "../language/read-parts.ts";
import { divideUnits, formatUnit, sameDimension, unitOf } from "../language/units.ts";
import { perPatient } from "./amount.ts";
import { type Gift, longestRun, type Stretch } from "./order.ts";
import type { Action, Rule } from "./protocol.ts";
import type { ruleShape } from "./protocol-shape.ts";
import { checkInterval, deviceGift, drugGift, positiveHours, readStepStretch, routeOf } from "./read-order.ts";
import type { Treatment } from "./treatment.ts";
import { unknownTreatment } from "./unknown-treatment.ts";

type WrittenRule = ShapeOf<typeof ruleShape>;

const hour = unitOf("h");
const minute = 1 / 60;

/** The keys that go with each action. */
const keysOf = {
	give: ["dose", "rate", "device", "flow", "fio2", "peep", "over", "route"],
	titrate: ["step", "between", "route"],
	escalate: [],
	deescalate: [],
	stop: [],
	taper: ["steps", "route"],
} as const satisfies Readonly<Record<Action["kind"], readonly (keyof WrittenRule)[]>>;

const actions = Object.keys(keysOf) as Action["kind"][];
const allKeys = [...new Set(Object.values(keysOf).flat())];

/** The row as an order that gives its treatment, for the readers of orders. */
type AsOrder = Parameters<typeof drugGift>[2];
const asOrder = (row: WrittenRule, treatment: string): AsOrder => ({ ...row, give: treatment }) as AsOrder;

function kindOf(read: PartReader, path: Path, row: WrittenRule): Action["kind"] | undefined {
	const found = actions.filter((kind) => row[kind] !== undefined);
	if (found.length === 1) return found[0];
	const [, second] = found;
	if (second === undefined) read.wrongKey([...path, "name"], "this rule does nothing", `add one of ${actions.join(", ")}`);
	else read.wrongKey([...path, second], `a rule does one thing: ${found.join(" and ")} do not go together`, "write two rules");
	return undefined;
}

/** Keys that say nothing about this action are refused, not passed over in silence. */
function refuseUnfitKeys(read: PartReader, path: Path, row: WrittenRule, kind: Action["kind"], treatment: Treatment): void {
	const isDevice = treatment.devices.size > 0;
	const ofDevices = ["device", "flow", "fio2", "peep"];
	const fits = (key: string) => kind !== "give" || ofDevices.includes(key) === isDevice;
	const fitting = keysOf[kind].filter(fits) as readonly string[];
	for (const key of allKeys) {
		if (row[key] === undefined || fitting.includes(key)) continue;
		const what = keysOf[kind].some((one) => one === key) ? treatment.name : kind;
		const hint = fitting.length === 0 ? `${kind}: needs nothing else` : `allowed beside ${kind}: ${fitting.join(", ")}`;
		read.wrongKey([...path, key], `${key}: does not go with ${what}`, hint);
	}
}

/** A rate in the treatment's own amount per time, per kg or m2 allowed; a bare 0 fits. */
function readRate(read: PartReader, path: Path, treatment: Treatment): Quantity | undefined {
	const needed = divideUnits(treatment.amount!, hour);
	const example = `0.05 ${formatUnit(needed)}`;
	const quantity = read.quantity(path);
	if (!quantity) return undefined;
	if (quantity.value === 0 && Object.keys(quantity.unit.parts).length === 0) return { value: 0, unit: needed };
	const { absolute } = perPatient(quantity.unit);
	if (sameDimension(absolute, needed)) return quantity;
	read.wrong(path, wrongDimension(formatQuantity(quantity), absolute, needed, example));
	return undefined;
}

function readTitration(read: PartReader, path: Path, row: WrittenRule, treatment: Treatment): Action | undefined {
	const at = [...path, "titrate"];
	if (!treatment.amount) {
		read.wrong(at, `${treatment.name} has no rate to titrate`, treatment.ladder.length > 0 ? "write escalate: or deescalate:" : undefined);
		return undefined;
	}
	for (const key of ["step", "between"] as const)
		if (row[key] === undefined)
			read.wrongKey(at, `titrate: needs ${key}:`, 'for example "step: 0.05 ug/kg/min" and "between: [0, 1 ug/kg/min]"');
	const route = routeOf(read, path, asOrder(row, treatment.name), treatment);
	if (row.step === undefined || row.between === undefined || route === undefined) return undefined;
	if (treatment.routes.get(route)!.lag !== 0) read.wrong(at, `${treatment.name} by ${route} arrives with a lag and cannot be titrated`);
	const step = readRate(read, [...path, "step"], treatment);
	const least = readRate(read, [...path, "between", 0], treatment);
	const most = readRate(read, [...path, "between", 1], treatment);
	if (!step || !least || !most) return undefined;
	if (step.value === 0) read.wrong([...path, "step"], "a step of 0 changes nothing");
	if (least.value < 0) read.wrong([...path, "between", 0], `"${formatQuantity(least)}" is below zero`);
	if (!(most.value > 0)) read.wrong([...path, "between", 1], `"${formatQuantity(most)}" is not greater than zero`);
	return { kind: "titrate", treatment: treatment.name, route, step, between: [least, most] };
}

function readSteps(read: PartReader, path: Path, row: WrittenRule, treatment: Treatment): Stretch[] | undefined {
	if (!treatment.amount) {
		read.wrong([...path, "taper"], `${treatment.name} is a device; there is nothing to taper`, "write deescalate:");
		return undefined;
	}
	if (row.steps === undefined) {
		read.wrongKey([...path, "taper"], "taper: needs steps:", 'for example "steps: [ { dose: 4 mg, every: 12 h, for: 2 day } ]"');
		return undefined;
	}
	const stretches = row.steps.flatMap((step, i): Stretch[] => {
		const at = [...path, "steps", i];
		const { every, lasts } = readStepStretch(read, at, step);
		const gift = drugGift(read, at, { ...step, give: treatment.name, ...(row.route ? { route: row.route } : {}) } as AsOrder, treatment);
		checkInterval(read, at, step, { kind: gift?.kind, what: "a step" });
		return gift ? [{ gift, every, lasts }] : [];
	});
	return stretches.length === row.steps.length ? stretches : undefined;
}

/** A rule's rate takes the place of what runs: zero would be an end. */
function refuseZeroRate(read: PartReader, path: Path, gift: Gift | undefined, name: string): void {
	if (gift?.kind === "rate" && gift.rate.kind === "quantity" && gift.rate.quantity.value === 0)
		read.wrong([...path, "rate"], "a rate of 0 gives nothing", `write "stop: ${name}"`);
}

function readAction(
	read: PartReader,
	path: Path,
	row: WrittenRule,
	{ kind, treatment }: { kind: Action["kind"]; treatment: Treatment },
): Action | undefined {
	refuseUnfitKeys(read, path, row, kind, treatment);
	const name = treatment.name;
	switch (kind) {
		case "give": {
			const gift = (treatment.devices.size > 0 ? deviceGift : drugGift)(read, path, asOrder(row, name), treatment);
			refuseZeroRate(read, path, gift, name);
			return gift && { kind, treatment: name, gift };
		}
		case "titrate":
			return readTitration(read, path, row, treatment);
		case "escalate":
		case "deescalate":
			if (treatment.ladder.length > 0) return { kind, treatment: name };
			read.wrong([...path, kind], `${name} has no ladder`, "write ladder: in its treatment file");
			return undefined;
		case "stop":
			return { kind, treatment: name };
		case "taper": {
			const stretches = readSteps(read, path, row, treatment);
			return stretches && { kind, treatment: name, stretches };
		}
	}
}

/** The treatment that a row names, whatever it does with it. */
export const treatmentNamed = (row: WrittenRule): string | undefined => actions.map((kind) => row[kind]).find((name) => name !== undefined);

/** Understands one row of `rules` at `path`; what is wrong goes to the reader's problems, and undefined is given. */
export function readRule(
	read: PartReader,
	path: Path,
	row: WrittenRule,
	{ treatments, formulary, optional }: { treatments: ReadonlyMap<string, Treatment>; formulary: Formulary; optional: boolean },
): Rule | undefined {
	const kind = kindOf(read, path, row);
	const when = read.formula([...path, "when"]);
	const wait = row.wait === undefined ? 0 : read.quantityIn([...path, "wait"], hour, "30 min");
	if (wait < 0) read.wrong([...path, "wait"], `"${row.wait}" is below zero`, 'for example "30 min"');
	if (wait > longestRun) read.wrong([...path, "wait"], `"${row.wait}" is longer than a run may be`, 'for example "30 min"');
	const every = positiveHours(read, [...path, "every"], row.every, "8 h");
	if (every !== null && every < minute) read.wrong([...path, "every"], `"${row.every}" is less than a minute`, 'for example "15 min"');
	if (!kind) return undefined;
	const named = row[kind]!;
	if (!treatments.has(named)) {
		const { message, hint } = unknownTreatment(named, { names: treatments.keys(), formulary });
		read.wrong([...path, kind], message, hint);
	}
	const treatment = treatments.get(named) ?? treatments.get(medicineNamed(formulary, named) ?? "");
	const action = treatment && readAction(read, path, row, { kind, treatment });
	if (!when || !action || treatment.name !== named) return undefined;
	return {
		name: row.name,
		group: row.group ?? null,
		when,
		wait,
		every,
		atMost: row.at_most ?? Number.MAX_SAFE_INTEGER,
		action,
		optional,
		place: read.yaml.place(path),
		key: pathText(path),
	};
}
