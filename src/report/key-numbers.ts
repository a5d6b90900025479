import type { Run } from "../simulate/run.ts";
import { unitText } from "../trajectory/unit-text.ts";
import { clinicalNumber, type Fineness } from "./clinical-number.ts";
import { nadirOf, peakOf } from "./extremes.ts";

/** A number that tells a course: the highest or lowest of a sign. */
export interface KeyNumber {
	readonly column: string;
	readonly sign: string;
	readonly side: "highest" | "lowest";
	readonly value: number;
	/** The value as a chart would print it. */
	readonly text: string;
	readonly unit: string;
	readonly day: number;
	/** Usual adult range, with the unit of the row. */
	readonly usual: string;
}

interface Row {
	readonly column: string;
	readonly sign: string;
	readonly side: KeyNumber["side"];
	readonly fineness: Fineness;
	readonly usual: string;
}

const three: Fineness = { digits: 3 };
const whole: Fineness = { decimals: 0 };
const tenth: Fineness = { decimals: 1 };
const hundredth: Fineness = { decimals: 2 };

const row = (column: string, sign: string, side: KeyNumber["side"], fineness: Fineness, usual = ""): Row => ({
	column,
	sign,
	side,
	fineness,
	usual,
});

/** In the order of the cascade. Ranges are those of usual adult charts; assays differ. */
const rows: readonly Row[] = [
	row("cart_cells", "CAR-T cells in blood", "highest", three),
	row("tumor", "Tumor burden", "lowest", { digits: 2 }),
	row("ifn_gamma", "Interferon-γ", "highest", three, "< 15"),
	row("il6", "Interleukin-6", "highest", three, "< 7"),
	row("il6_signal", "IL-6 signal to tissues", "highest", three),
	row("crp", "C-reactive protein", "highest", whole, "< 10"),
	row("autoreactive_cells", "Self-reactive T cells", "highest", three),
	row("ferritin", "Ferritin", "highest", three, "< 400"),
	row("temperature", "Temperature", "highest", tenth, "36–38"),
	row("heart_rate", "Heart rate", "highest", whole, "60–100"),
	row("map", "Mean arterial pressure", "lowest", whole, "65–105"),
	row("sbp", "Systolic pressure", "lowest", whole, "90–140"),
	row("resp_rate", "Breathing rate", "highest", whole, "12–20"),
	row("spo2", "Oxygen saturation", "lowest", whole, "94–100"),
	row("fio2", "Inspired oxygen (FiO₂)", "highest", hundredth, "0.21"),
	row("lactate", "Lactate", "highest", tenth, "< 2"),
	row("creatinine", "Creatinine", "highest", tenth, "0.6–1.2"),
	row("ice", "ICE score", "lowest", whole, "10"),
	row("stool_frequency", "Stools", "highest", tenth, "< 3"),
	row("liver_enzyme", "Alanine aminotransferase", "highest", whole, "< 45"),
	row("thyroxine", "Free thyroxine", "lowest", tenth, "12–22"),
	row("anc", "Neutrophils", "lowest", hundredth, "1.5–7.5"),
	row("platelets", "Platelets", "lowest", whole, "150–400"),
	row("hemoglobin", "Hemoglobin", "lowest", tenth, "12–16"),
	row("fibrinogen", "Fibrinogen", "lowest", whole, "200–400"),
];

/** The numbers that tell a run's course; signs that the run lacks are left out. */
export const keyNumbers = ({ trajectory }: Run): readonly KeyNumber[] =>
	rows.flatMap(({ column, sign, side, fineness, usual }) => {
		const extreme = side === "highest" ? peakOf(trajectory, column) : nadirOf(trajectory, column);
		return extreme === undefined
			? []
			: [
					{
						column,
						sign,
						side,
						usual,
						value: extreme.value,
						text: clinicalNumber(extreme.value, fineness),
						unit: unitText(extreme.unit),
						day: extreme.day,
					},
				];
	});
