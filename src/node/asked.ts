import { allowedHint } from "../input/nearest.ts";
import { InputError } from "../input/problem.ts";

/** Where something is asked for: on the command line, or as options of a function. Problems are told in its words. */
export interface Asked {
	/** Stands where a problem of a file names the file. */
	readonly file: string;
	readonly key: (option: string) => string;
	/** How a value is given: `--seed 7`, `seed: 7`. */
	readonly as: (option: string, value: string) => string;
	/** How names are listed: `crsim list plots`, `listAll("plots")`. */
	readonly list: (kind: string) => string;
}

export const onCommandLine: Asked = {
	file: "command line",
	key: (option) => `--${option}`,
	as: (option, value) => `--${option} ${value}`,
	list: (kind) => `crsim list ${kind}`,
};

/** Whether a command was told to read what comes on the standard input in place of a file: by a dash, which yargs hands on as nothing. */
export const isStandardInput = (file: string): boolean => file === "-" || file === "";

/** As options of one of our functions. */
export const inCall = (name: string): Asked => ({
	file: name,
	key: (option) => option,
	as: (option, value) => `${option}: ${value}`,
	list: (kind) => `listAll("${kind}")`,
});

/** Refuses the value of an option. */
export function refuse({ file, key }: Asked, option: string, message: string, hint: string): never {
	throw new InputError([{ file, line: 1, column: 1, key: key(option), message, hint }]);
}

/** Refuses options that there are not: plain JavaScript would pass them over without a word. */
export function refuseOthers({ file, key }: Asked, options: object, names: readonly string[]): void {
	const others = Object.keys(options).filter((name) => !names.includes(name));
	if (others.length === 0) return;
	throw new InputError(
		others.map((name) => ({ file, line: 1, column: 1, key: key(name), message: "unknown option", hint: allowedHint(name, names) })),
	);
}

/** A whole number within bounds; undefined when none was asked for. */
export function wholeNumber(
	asked: Asked,
	option: string,
	{ written, least, most }: { readonly written: string | number | undefined; readonly least: number; readonly most: number },
): number | undefined {
	if (written === undefined) return undefined;
	const value = /^\d+$/.test(`${written}`.trim()) ? Number(written) : Number.NaN;
	if (value >= least && value <= most) return value;
	return refuse(
		asked,
		option,
		`"${written}" is not a whole number from ${least} to ${most}`,
		`for example ${asked.as(option, `${Math.max(least, 2)}`)}`,
	);
}
