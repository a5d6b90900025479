import { snapped } from "../chart/instant.ts";
import type { Path } from "../input/located-yaml.ts";
import { formatQuantity } from "../language/quantity.ts";
import type { PartReader } from "../language/read-parts.ts";
import { formatUnit, unitOf } from "../language/units.ts";
import type { FlatModel } from "../model/flat-model.ts";
import type { State } from "../model/model.ts";
import type { Library } from "../treatment/library.ts";
import type { PlannedSetting } from "./plan.ts";

type StateSetting = Extract<PlannedSetting, { kind: "state" }>;

const hour = unitOf("h");

/** A state that a scenario may set, and the treatment that it belongs to; null: the model itself. */
export interface SettableState {
	readonly state: State;
	readonly treatment: string | null;
}

/** Every state of a model and of its treatments, by its name. */
export function settableStates({ model, treatments }: Library): ReadonlyMap<string, SettableState> {
	const rows = (states: readonly State[], treatment: string | null) => states.map((state) => [state.name, { state, treatment }] as const);
	return new Map([
		...model.modules.flatMap((page) => rows(page.states, null)),
		...[...treatments.values()].flatMap(({ name, equations }) => rows(equations.states, name)),
	]);
}

/** What stands at `set.<state>`, or at its `to:`. */
function readTo(read: PartReader, path: Path, { unit }: State, start: number): StateSetting["to"] | undefined {
	const written = String(read.written(path));
	const multiple = /^\s*([+-]?\d*\.?\d+(?:[eE][+-]?\d+)?)\s*x\s*$/.exec(written)?.[1];
	const number =
		multiple === undefined ? read.quantityIn(path, unit, `${formatQuantity({ value: start, unit })}" or "1.5x`) : Number(multiple);
	if (Number.isNaN(number)) return undefined;
	if (!Number.isFinite(number)) read.wrong(path, `"${written}" is not a finite number`, 'for example "1.5x"');
	// What begins below zero may lie there.
	else if (number < 0 && !(start < 0))
		read.wrong(path, `"${written}" is below zero`, `the run begins with ${formatQuantity({ value: start, unit })}`);
	return { kind: multiple === undefined ? "value" : "multiple", number };
}

interface SettingContext {
	readonly states: ReadonlyMap<string, SettableState>;
	readonly flat: FlatModel;
	readonly from: number;
	readonly until: number;
}

function readAt(read: PartReader, path: Path, { from, until }: SettingContext): number {
	const time = snapped(read.quantityIn(path, hour, "3 day"));
	if (time < from || time > until)
		read.wrong(path, `"${String(read.written(path))}" is outside the run`, `allowed: ${from / 24} day to ${until / 24} day`);
	return time;
}

/** What is said of a state that is set. */
function sentence({ state, to }: StateSetting, { unit }: State, at: unknown): string {
	const value = to.kind === "value" ? `${Number(to.number.toPrecision(6))} ${formatUnit(unit)}` : `${to.number} times what it is`;
	return `${state} is set to ${value} ${at === undefined ? "at the start of the run" : `at ${String(at)}`}`;
}

/**
 * The states that a scenario sets, each at the start of the run or at its `at:`; what is wrong goes to the reader's problems. `said` tells of
 * each in a sentence.
 */
export function readSettings(
	read: PartReader,
	sets: Readonly<Record<string, unknown>>,
	context: SettingContext,
): { readonly settings: readonly StateSetting[]; readonly said: readonly string[] } {
	const starts = new Map(context.flat.states.map(({ name, start }) => [name, start]));
	const said: string[] = [];
	const settings = Object.entries(sets).flatMap(([name, written]) => {
		const found = context.states.get(name);
		if (!found) return [];
		if (!starts.has(name)) {
			said.push(`${name} is set, but ${found.treatment} is not given: it changes nothing`);
			return [];
		}
		const isTimed = typeof written === "object";
		const path = ["set", name];
		const to = readTo(read, isTimed ? [...path, "to"] : path, found.state, starts.get(name)!);
		const time = isTimed ? readAt(read, [...path, "at"], context) : context.from;
		if (!to || Number.isNaN(time)) return [];
		const setting = { kind: "state", state: name, time, to } as const;
		said.push(sentence(setting, found.state, isTimed ? (written as { at?: unknown }).at : undefined));
		return [setting];
	});
	return { settings, said };
}
