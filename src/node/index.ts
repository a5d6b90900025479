/**
 * crsim for programs in Node: files in, values out; figures, tables and threads as on the command line. For teaching and research only.
 * What needs no files is offered by `crsim` itself. Problems of an input are thrown as an InputError.
 *
 *     import { runScenario } from "crsim/node";
 *     const { summary } = await runScenario("untreated", { until: "10 day" });
 */
export { formatProblems } from "../input/format-problems.ts";
export { InputError, type Problem } from "../input/problem.ts";
export { asText } from "./as-text.ts";
export { type CheckedFile, type CheckOptions, check } from "./check.ts";
export { type CompareOptions, type Comparison, compare } from "./compare-scenarios.ts";
export { type Drawing, type Drawn, draw, drawAll, drawSpec } from "./draw.ts";
export { gradeChart } from "./grade-chart.ts";
export type { GradedFile, GradeOptions } from "./grade-file.ts";
export { type Listings, listAll } from "./list-all.ts";
export type { ListKind } from "./list-kinds.ts";
export type { ListOptions } from "./list-model.ts";
export type { OutcomeRow } from "./outcome-columns.ts";
export type { OwnTexts } from "./own-texts.ts";
export { runScenario, type ScenarioOptions, type ScenarioRun } from "./run-scenario.ts";
export type { RunSettings } from "./run-settings.ts";
export { runStudy } from "./run-study.ts";
export { type Series, series } from "./series.ts";
export type { StudyOptions, StudyRun } from "./whole-study.ts";
