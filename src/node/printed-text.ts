import { runInC } from "../exchange/printers/c.ts";
import { runInJulia } from "../exchange/printers/julia.ts";
import { runInMatlab } from "../exchange/printers/matlab.ts";
import { type PrintedRun, printedRun } from "../exchange/printers/printed-run.ts";
import { runInPython } from "../exchange/printers/python.ts";
import { runInR } from "../exchange/printers/r.ts";
import type { Ran } from "./outputs.ts";

/** The languages that a run can be printed in. */
export const languages = { r: runInR, python: runInPython, c: runInC, julia: runInJulia, matlab: runInMatlab } as const satisfies Record<
	string,
	(run: PrintedRun) => string
>;
export type Language = keyof typeof languages;

export const isLanguage = (format: string): format is Language => Object.hasOwn(languages, format);

/** A run as a text of another language. */
export const printedText = ({ loaded: { plan, patient }, run }: Ran, language: Language): string =>
	languages[language](printedRun(plan, patient, run));
