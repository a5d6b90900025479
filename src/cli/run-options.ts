import { allowedHint } from "../input/nearest.ts";
import { InputError } from "../input/problem.ts";
import { inUnit, readQuantity, wrongDimension } from "../language/quantity.ts";
import { sameDimension, unitOf } from "../language/units.ts";
import type { Wishes } from "../node/prepare-scenario.ts";
import { methods } from "../ode/methods.ts";
import { defaultOptions, optionLimits, type RunOptions } from "../simulate/options.ts";
import type { Argv } from "./yargs.ts";

/** The options that every command that runs a scenario takes. */
export interface RunArguments {
	readonly until?: string | undefined;
	readonly every?: string | undefined;
	readonly rtol?: string | undefined;
	readonly method?: string | undefined;
	readonly seed?: string | undefined;
	readonly patient?: string | undefined;
	readonly care?: string | undefined;
	readonly models?: string | undefined;
}

export function withRunOptions<T>(yargs: Argv<T>) {
	return yargs
		.option("until", { type: "string", requiresArg: true, describe: 'End of the run, such as "10 day"' })
		.option("every", { type: "string", requiresArg: true, describe: 'Time between saved rows, such as "15 min" (1 h)' })
		.option("rtol", { type: "string", requiresArg: true, describe: "Relative tolerance (1e-6)" })
		.option("method", { type: "string", requiresArg: true, describe: `Integration method: ${Object.keys(methods).join(", ")}` })
		.option("seed", { type: "string", requiresArg: true, describe: "Seed of every draw (1)" })
		.option("patient", {
			type: "string",
			requiresArg: true,
			describe: "A virtual patient of this seed by number, such as 4711; left out: the nominal patient",
		})
		.option("care", {
			type: "string",
			requiresArg: true,
			describe: "Care protocol in place of the scenario's: a name (list protocols) or a file; none: nobody acts",
		})
		.option("models", { type: "string", requiresArg: true, describe: "A folder with models of your own" });
}

const hour = unitOf("h");

/** Refuses the value of an option. */
export function refuse(option: string, message: string, hint: string): never {
	throw new InputError([{ file: "command line", line: 1, column: 1, key: `--${option}`, message, hint }]);
}

function hoursOf(option: string, written: string | undefined, example: string): number | undefined {
	if (written === undefined) return undefined;
	const read = readQuantity(written);
	if (!("quantity" in read)) return refuse(option, read.message, read.hint ?? `for example --${option} "${example}"`);
	if (!sameDimension(read.quantity.unit, hour))
		return refuse(option, wrongDimension(written, read.quantity.unit, hour, example), `for example --${option} "${example}"`);
	return inUnit(read.quantity, hour);
}

function numberOf(option: string, written: string | undefined, allowed: (value: number) => boolean, words: string): number | undefined {
	if (written === undefined) return undefined;
	const value = written.trim() === "" ? Number.NaN : Number(written);
	return allowed(value)
		? value
		: refuse(option, `"${written}" is not ${words}`, `for example --${option} ${option === "rtol" ? "1e-8" : "7"}`);
}

/** Checks the options; the end of the run and the care protocol belong to reading the scenario, the rest to running it. */
export function readRunOptions(args: RunArguments): { run: Partial<RunOptions>; scenario: Wishes } {
	const until = hoursOf("until", args.until, "10 day");
	const every = hoursOf("every", args.every, "15 min");
	const within = (option: "every" | "relativeTolerance", value: number) =>
		value >= optionLimits[option].least && value <= optionLimits[option].most;
	if (every !== undefined && !within("every", every))
		refuse(
			"every",
			`"${args.every}" is not between ${optionLimits.every.least * 3600} s and ${optionLimits.every.most / 24} day`,
			'for example --every "15 min"',
		);
	const { least, most } = optionLimits.relativeTolerance;
	const relativeTolerance = numberOf("rtol", args.rtol, (value) => within("relativeTolerance", value), `between ${least} and ${most}`);
	const seed = numberOf("seed", args.seed, (value) => Number.isSafeInteger(value) && value >= 0, "a whole number");
	const patient = numberOf("patient", args.patient, (value) => Number.isSafeInteger(value) && value >= 0, "a whole number");
	const method = args.method;
	if (method !== undefined && !Object.hasOwn(methods, method))
		refuse("method", `unknown method "${method}"`, allowedHint(method, Object.keys(methods)));
	const given = <K extends string, V>(key: K, value: V | undefined) => (value === undefined ? {} : ({ [key]: value } as Record<K, V>));
	return {
		run: { ...given("every", every), ...given("relativeTolerance", relativeTolerance), ...given("seed", seed), ...given("method", method) },
		scenario: {
			...given("until", until),
			...given("care", args.care),
			...given("individual", patient === undefined ? undefined : { seed: seed ?? defaultOptions.seed, patient }),
		},
	};
}
