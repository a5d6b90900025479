import { type PrintedRun, printedRun } from "../exchange/printers/printed-run.ts";
import type { Ran } from "./outputs.ts";

type Printer = (run: PrintedRun) => string;

/** The languages that a run can be printed in; only the printer that is asked for is loaded. */
const languages = {
	r: async () => (await import("../exchange/printers/r.ts")).runInR,
	python: async () => (await import("../exchange/printers/python.ts")).runInPython,
	c: async () => (await import("../exchange/printers/c.ts")).runInC,
	julia: async () => (await import("../exchange/printers/julia.ts")).runInJulia,
	matlab: async () => (await import("../exchange/printers/matlab.ts")).runInMatlab,
} as const satisfies Record<string, () => Promise<Printer>>;
export type Language = keyof typeof languages;

/** A run as a text of another language. */
export async function printedText({ loaded: { plan, patient }, run }: Ran, language: Language): Promise<string> {
	const printer: Printer = await languages[language]();
	return printer(printedRun(plan, patient, run));
}
