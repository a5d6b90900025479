import type { Arguments } from "../query.ts";
import { guarded } from "../speak.ts";
import type { CommandModule } from "../yargs.ts";

/** `crsim query DIR… "select …"`: the rows of a study in SQL. */
export const queryCommand: CommandModule<unknown, Arguments> = {
	command: "query <folders..>",
	describe: "Ask the patients of a study in SQL, over its parts, also while they are being swept (needs DuckDB)",
	builder: (yargs) =>
		yargs
			.positional("folders", {
				type: "string",
				array: true,
				demandOption: true,
				describe: "Folders of crsim sweep, then the question: its tables are outcomes and, where they are kept, trajectories",
			})
			.option("format", {
				type: "string",
				requiresArg: true,
				choices: ["table", "csv", "json"],
				default: "table",
				describe: "What to print",
			})
			.example('$0 query parts/1 parts/2 "select arm, count(*) from outcomes group by arm"', "after crsim sweep has written both parts"),
	handler: (args) => guarded(async () => (await import("../query.ts")).query(args)),
};
