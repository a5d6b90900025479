/** How much is tested: after each change, before a commit, or when there is time. A mode of vitest's command line. */
export type Tier = "fast" | "usual" | "long";

/** What `npm run test:fast` leaves out: whole processes, the science of the model, and laws that are tried on many whole runs. */
export const leftOutOfFast: readonly string[] = [
	"test/bench/**",
	"test/chart/three-roads.test.ts",
	"test/cli/**",
	"test/exchange/sbml/export-sbml.test.ts",
	"test/exchange/sbml/semantic-suite.test.ts",
	"test/figures/figures.test.ts",
	"test/figures/study-figures.test.ts",
	"test/fuzz/**",
	"test/grading/blank-cells.test.ts",
	"test/how-to-add.test.ts",
	"test/messages.test.ts",
	"test/model/cart-crs.test.ts",
	"test/node/cache-folder.test.ts",
	"test/node/prepare-scenario.test.ts",
	"test/node/prepare-study.test.ts",
	"test/notebooks/**",
	"test/ode/rodas-scenarios.test.ts",
	"test/package/**",
	"test/page/elements/embed.test.ts",
	"test/page/elements/in-browser.test.ts",
	"test/readme.test.ts",
	"test/scenario/any-text.test.ts",
	"test/science/**",
	"test/simulate/care-laws.test.ts",
	"test/simulate/program.test.ts",
	"test/simulate/scales.test.ts",
	"test/**/*.long.test.ts",
];

/** The only files of `npm run test:long`. In `npm test` each runs a fixed sample of the same laws. */
export const long = "test/**/*.long.test.ts";

const given = process.env["CRSIM_TESTS"];

export const tier: Tier = given === "fast" || given === "long" ? given : "usual";

/**
 * What a file runs in each tier: names for `test.each`, or a number of runs for a law.
 *
 *     describe.each(byTier({ fast: few, usual: shippedScenarioNames, long: shippedScenarioNames }))("the numbers of %s", …)
 *     fc.assert(law, { seed: 5, numRuns: byTier({ fast: 12, usual: 12, long: 500 }) })
 */
export const byTier = <T>(choices: Readonly<Record<Tier, T>>): T => choices[tier];
