import { allowedHint } from "../input/nearest.ts";
import { inUnit, readQuantity, wrongDimension } from "../language/quantity.ts";
import { sameDimension, unitOf } from "../language/units.ts";
import { methods } from "../ode/methods.ts";
import { defaultOptions, optionLimits, type RunOptions } from "../simulate/options.ts";
import { type Asked, refuse } from "./asked.ts";
import { isText } from "./own-texts.ts";
import type { Wishes } from "./prepare-scenario.ts";
import { readText } from "./read-text.ts";

/** How a scenario is to be run, where that differs from what its file says and from what is usual. */
export interface RunSettings {
	/** End of the run, with its unit: `"10 day"`. */
	readonly until?: string | undefined;
	/** Time between saved rows, with its unit: `"15 min"`; left out, 1 h. */
	readonly every?: string | undefined;
	/** Relative tolerance of the integration; left out, 1e-6. */
	readonly rtol?: number | undefined;
	/** Integration method: `listAll("methods")`. */
	readonly method?: string | undefined;
	/** Seed of every draw; left out, 1. */
	readonly seed?: number | undefined;
	/** A virtual patient of this seed by number; left out, the nominal patient. */
	readonly patient?: number | undefined;
	/** Care protocol in place of the scenario's: a name (`listAll("protocols")`), the path of a file, or `"none"`. */
	readonly care?: string | undefined;
	/** A table of events beside what the scenario gives: a file, or the text itself. */
	readonly events?: string | undefined;
	/** Which patient of a table of events. */
	readonly id?: string | undefined;
}

/** The names of the settings. */
export const settingNames = [
	"until",
	"every",
	"rtol",
	"method",
	"seed",
	"patient",
	"care",
	"events",
] as const satisfies readonly (keyof RunSettings)[];

/** The same as words that a person typed. */
export type WrittenSettings = { readonly [K in keyof RunSettings]?: string | number | undefined };

/** The settings, checked: the end of the run and the care protocol belong to reading the scenario, the rest to running it. */
export interface CheckedSettings {
	readonly run: Partial<RunOptions>;
	readonly scenario: Wishes;
}

const hour = unitOf("h");

export function hoursOf(
	asked: Asked,
	option: string,
	{ written, example }: { readonly written: string | number | undefined; readonly example: string },
): number | undefined {
	if (written === undefined) return undefined;
	const suchAs = `for example ${asked.as(option, `"${example}"`)}`;
	const read = readQuantity(`${written}`, example);
	if (!("quantity" in read)) return refuse(asked, option, read.message, read.hint ?? suchAs);
	if (!sameDimension(read.quantity.unit, hour))
		return refuse(asked, option, wrongDimension(`${written}`, read.quantity.unit, hour, example), suchAs);
	const hours = inUnit(read.quantity, hour);
	return Number.isFinite(hours) ? hours : refuse(asked, option, `"${written}" is too long`, suchAs);
}

interface NumberWanted {
	readonly written: string | number | undefined;
	readonly allowed: (value: number) => boolean;
	readonly words: string;
	readonly example: string;
}

function numberOf(asked: Asked, option: string, { written, allowed, words, example }: NumberWanted): number | undefined {
	if (written === undefined) return undefined;
	const value = `${written}`.trim() === "" ? Number.NaN : Number(written);
	return allowed(value) ? value : refuse(asked, option, `"${written}" is not ${words}`, `for example ${asked.as(option, example)}`);
}

/** A key with its value; nothing where there is none. */
export const given = <K extends string, V>(key: K, value: V | undefined) => (value === undefined ? {} : ({ [key]: value } as Record<K, V>));

const isWithin = (option: "every" | "relativeTolerance", value: number) =>
	value >= optionLimits[option].least && value <= optionLimits[option].most;

/** The relative tolerance that was asked for. */
export function toleranceIn(asked: Asked, written: string | number | undefined): number | undefined {
	const { least, most } = optionLimits.relativeTolerance;
	const allowed = (value: number) => isWithin("relativeTolerance", value);
	return numberOf(asked, "rtol", { written, allowed, words: `between ${least} and ${most}`, example: "1e-8" });
}

/** A table of events that was named or given, and whose records are meant; undefined where nothing was said. */
function eventsIn({ events, id }: WrittenSettings): Wishes["events"] {
	if (events === undefined && id === undefined) return undefined;
	const given = events === undefined ? undefined : `${events}`;
	const table = given && { file: isText(given) ? "events" : given, text: isText(given) ? given : readText(given) };
	return { ...(table ? { table } : {}), ...(id === undefined ? {} : { id: `${id}` }) };
}

/** Checks how a scenario is to be run. Throws an InputError that names the first setting that cannot be. */
export function checkSettings(settings: WrittenSettings, asked: Asked): CheckedSettings {
	const { care, method } = settings;
	const until = hoursOf(asked, "until", { written: settings.until, example: "10 day" });
	const every = hoursOf(asked, "every", { written: settings.every, example: "15 min" });
	if (every !== undefined && !isWithin("every", every))
		refuse(
			asked,
			"every",
			`"${settings.every}" is not between ${optionLimits.every.least * 3600} s and ${optionLimits.every.most / 24} day`,
			`for example ${asked.as("every", '"15 min"')}`,
		);
	const relativeTolerance = toleranceIn(asked, settings.rtol);
	const whole = { allowed: (value: number) => Number.isSafeInteger(value) && value >= 0, words: "a whole number", example: "7" };
	const seed = numberOf(asked, "seed", { written: settings.seed, ...whole });
	const patient = numberOf(asked, "patient", { written: settings.patient, ...whole });
	if (method !== undefined && !Object.hasOwn(methods, method))
		refuse(asked, "method", `unknown method "${method}"`, allowedHint(`${method}`, Object.keys(methods)));
	return {
		run: {
			...given("every", every),
			...given("relativeTolerance", relativeTolerance),
			...given("seed", seed),
			...given("method", method),
		} as Partial<RunOptions>,
		scenario: {
			...given("until", until),
			...given("care", care === undefined ? undefined : `${care}`),
			...given("events", eventsIn(settings)),
			...given("individual", patient === undefined ? undefined : { seed: seed ?? defaultOptions.seed, patient }),
		},
	};
}
