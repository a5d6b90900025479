import type { LoggedDose } from "../treatment/dose-log.ts";
import type { Dose } from "./plan.ts";

/** The names by which limits read the dose at hand. */
export function ownValues(dose: Dose): Readonly<Record<string, number>> {
	switch (dose.kind) {
		case "dose":
			return dose.rate === undefined ? { dose: dose.amount } : { dose: dose.amount, rate: dose.rate };
		case "rate":
			return { rate: dose.rate };
		case "device":
			return { ...dose.settings };
	}
}

/** How a dose counts in the log: the amount begun; a rate or device counts as begun without an amount. */
export function logged(treatment: string, dose: Dose, time: number): LoggedDose {
	return { treatment, time, amount: dose.kind === "dose" ? dose.amount : Number.NaN };
}
