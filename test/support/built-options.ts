import type { commands } from "../../src/cli/command-line.ts";

type Command = (typeof commands)[number];

/** What a command says of itself to yargs: its name, its examples, its options with what is said of each. */
export interface BuiltCommand {
	readonly name: string;
	readonly examples: readonly string[];
	readonly options: ReadonlyMap<string, { readonly type?: string; readonly choices?: readonly string[] }>;
}

/** Listens to the builder of a command. */
export function builtBy({ command, builder }: Command): BuiltCommand {
	const examples: string[] = [];
	const options = new Map<string, { readonly type?: string; readonly choices?: readonly string[] }>();
	const listener: unknown = new Proxy(
		{},
		{
			get: (_, key) => (first: string, second: object) => {
				if (key === "example") examples.push(first.replace("$0", "crsim"));
				if (key === "option") options.set(first, second);
				return listener;
			},
		},
	);
	(builder as (yargs: unknown) => unknown)(listener);
	return { name: String(command).split(" ")[0]!, examples, options };
}
