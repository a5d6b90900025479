import type { Argv } from "yargs";

/** The only file that meets yargs. */
export type { Argv, CommandModule } from "yargs";
export { default as yargs } from "yargs";

/** Names of the options of the command that is being read; the types of yargs do not tell of `getOptions`. */
export function optionsOf(program: Argv): readonly string[] {
	const { getOptions } = program as unknown as { readonly getOptions?: () => { readonly key: Readonly<Record<string, unknown>> } };
	return Object.keys(getOptions?.call(program).key ?? {});
}
