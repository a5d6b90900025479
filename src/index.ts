/**
 * The front door of crsim: everything that a program in Node or in a page needs to read a model, run a scenario, grade it and draw it.
 * Text in, value out: nothing here opens a file. For teaching and research only.
 */
export { eventsCsv, trajectoryCsv } from "./exchange/csv.ts";
export { trajectoryMetadata } from "./exchange/csvw.ts";
export { type FlatExport, flatExport } from "./exchange/flat-export.ts";
export { readGradeRecords } from "./exchange/grade-records.ts";
export { readChart } from "./exchange/read-chart.ts";
export { atAdmission, type Bedside, look } from "./grading/bedside.ts";
export { courseOf, type GradeCourse, type GradedPoint } from "./grading/course.ts";
export { decisiveRow } from "./grading/decisive-row.ts";
export type { BedsideRecord } from "./grading/record.ts";
export { scales } from "./grading/scales.ts";
export { gradeStay } from "./grading/stay.ts";
export type { FlatModel } from "./model/flat-model.ts";
export { flatten } from "./model/flatten.ts";
export type { Model } from "./model/model.ts";
export { plainData, plainText } from "./model/plain-data.ts";
export { type ModelTexts, readModel } from "./model/read-model.ts";
export { methods } from "./ode/methods.ts";
export { type FigureName, figures, figuresFor, hasSomethingToShow } from "./plots/figures.ts";
export { type StudyFigureName, sensitivityFigures, studyFigures, studyFiguresFor } from "./plots/study-figures.ts";
export { drawnValues, virtualPatient } from "./population/draw-patient.ts";
export { formatProblems } from "./problem/format-problems.ts";
export { InputError, type Problem } from "./problem/problem.ts";
export type { Individual } from "./random/stream.ts";
export { htmlReport } from "./report/html-report.ts";
export { magnitudeResults, magnitudeTable } from "./report/magnitudes.ts";
export { markdownTable } from "./report/markdown-table.ts";
export { modelHtml } from "./report/model-html.ts";
export { modelPage } from "./report/model-page.ts";
export { sensitivityHtml, studyHtml } from "./report/study-html.ts";
export { sensitivityTable, studyTable } from "./report/study-table.ts";
export { type Summary, summaryOf } from "./report/summary.ts";
export { terminalComparison } from "./report/terminal-comparison.ts";
export { terminalSummary } from "./report/terminal-summary.ts";
export { type ParseOptions, parseScenario } from "./scenario/parse-scenario.ts";
export type { Plan } from "./scenario/plan.ts";
export { type Engine, loader, loadProgram } from "./simulate/engine.ts";
export { defaultOptions, type RunOptions } from "./simulate/options.ts";
export { nominalPatient, type Patient, patientValue, patientWith } from "./simulate/patient.ts";
export { compileProgram, compiler, type Program } from "./simulate/program.ts";
export type { Run, RunEvent } from "./simulate/run.ts";
export { simulate } from "./simulate/simulate.ts";
export { gradeNames } from "./simulate/ward.ts";
export type { Column, Trajectory } from "./trajectory/trajectory.ts";
export { type Library, readLibrary } from "./treatment/library.ts";
export type { ProtocolTexts } from "./treatment/read-protocol.ts";
