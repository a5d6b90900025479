/** The only file that meets yargs. */
export type { Argv, CommandModule } from "yargs";
export { default as yargs } from "yargs";
