import fc from "fast-check";

/**
 * What properties are tried with is the same in every run, so that a run that fails fails again. `CRSIM_TESTS_SEED=7 npm test` tries others, and
 * `npm run fuzz` goes on as long as it is told.
 */
fc.configureGlobal({ seed: Number(process.env["CRSIM_TESTS_SEED"] ?? 1) });
