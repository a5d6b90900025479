import { type Bind, columnsLookedAt } from "../chart/signs.ts";
import type { Toxicities } from "../grading/toxicities.ts";
import type { ModelFigure } from "../model/model-figure.ts";
import { compileModel, type ModelProgram, modelId, withLabels } from "../model/model-program.ts";
import { contentId } from "../model/plain-data.ts";
import { afterFirstSentence } from "../scenario/first-sentence.ts";
import type { Plan, PlannedCare, PlannedOrder, PlannedPopulation, PlannedTreatment } from "../scenario/plan.ts";
import type { AttributionRules } from "../treatment/attribution.ts";
import { inquiryBuilder, meaningOf } from "../treatment/inquiry.ts";
import type { Inquiry } from "../treatment/question.ts";
import { attributionOf, careOf, orderOf, populationOf, treatmentOf } from "./placed-conditions.ts";

/**
 * Everything that a run needs, as plain data: equations with their code, all conditions, doses and rules. It survives a structured clone, JSON
 * (`plainText`) and the way to a thread; the same program gives the same numbers wherever it is run.
 */
export interface Program {
	/** Of equations and numbers; labels, texts and figures do not count. */
	readonly id: string;
	/** First sentence of the scenario's `about`. */
	readonly title: string;
	/** What follows it there. */
	readonly lesson: string;
	readonly model: ModelProgram;
	/** Hours since infusion. */
	readonly from: number;
	readonly until: number;
	/** Parameters and covariates of the nominal patient, in the model's order and units. */
	readonly values: readonly number[];
	/** How virtual patients differ from the nominal one. */
	readonly varying: Plan["varying"];
	/** What all conditions ask, and their tests: orders, rules and limits name them by their places. */
	readonly inquiry: Inquiry;
	readonly settings: Plan["settings"];
	readonly orders: readonly PlannedOrder<number>[];
	/** Who the virtual patients are; null: all have the disease and the orders of the nominal one. */
	readonly population: PlannedPopulation<number> | null;
	/** Null: nobody acts but the orders. */
	readonly care: PlannedCare<number> | null;
	readonly treatments: Readonly<Record<string, PlannedTreatment<number>>>;
	/** Which columns are which clinical signs. */
	readonly bind: Bind;
	/** Which toxicities are graded, and by what. */
	readonly toxicities: Toxicities;
	/** Which signs a bedside takes to be of another cause, by conditions of their own. */
	readonly attribution: AttributionRules<number> & { readonly inquiry: Inquiry };
	readonly infections: Plan["infections"];
	/** What can be drawn of its runs. */
	readonly figures: readonly ModelFigure[];
	/** What every run warns of. */
	readonly warnings: readonly string[];
}

/** A copy of plain data without the words that people read. */
function unworded(value: unknown): unknown {
	const words: ReadonlySet<string> = new Set(["about", "why", "say", "cautions", "warnings", "key", "names", "label", "cause"]);
	if (Array.isArray(value)) return value.map(unworded);
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => (words.has(key) ? [] : [[key, unworded(inner)]])));
}

/** Compiles plans; those with the same equations share them, so that a study generates the code of each only once. */
export interface Compiler {
	readonly compile: (plan: Plan) => Program;
}

export interface CompileOptions {
	/** False leaves the machine code out, for a model that is run once and thrown away. */
	readonly machineCode?: boolean;
	/** Columns that runs keep where not all are; what conditions and grades read is known without. */
	readonly kept?: (plan: Plan) => readonly string[];
}

/** Names that are read at every look whatever is kept: by grades, conditions and attribution. */
export const watchedBy = ({ bind, inquiry, attribution }: Pick<Program, "bind" | "inquiry" | "attribution">): readonly string[] => [
	...columnsLookedAt(bind),
	...[...inquiry.questions, ...attribution.inquiry.questions].flatMap((question) => ("name" in question ? [question.name] : [])),
];

export function compiler(options: CompileOptions = {}): Compiler {
	const models = new Map<string, ModelProgram>();
	const { machineCode = true, kept } = options;
	const modelOf = (plan: Plan, watched: readonly string[]): ModelProgram => {
		const { flat } = plan;
		const id = modelId(flat);
		// A run that keeps all columns reads all signals.
		const read = kept === undefined ? {} : { watched: new Set([...watched, ...kept(plan)]) };
		const model = models.get(id) ?? compileModel(flat, { machineCode, ...read });
		models.set(id, model);
		return withLabels(model, flat);
	};
	return {
		compile: (plan) => {
			const builder = inquiryBuilder();
			const decisive = {
				from: plan.from,
				until: plan.until,
				values: plan.flat.parameters.map(({ value }) => value),
				varying: plan.varying,
				settings: plan.settings,
				orders: plan.orders.map((order) => orderOf(order, builder)),
				population: plan.population && populationOf(plan.population, builder),
				care: plan.care && careOf(plan.care, builder),
				treatments: Object.fromEntries(Object.entries(plan.treatments).map(([name, one]) => [name, treatmentOf(one, builder)])),
				bind: plan.bind,
				toxicities: plan.toxicities,
				attribution: attributionOf(plan.attribution),
				infections: plan.infections,
				inquiry: builder.inquiry(),
			};
			const model = modelOf(plan, watchedBy(decisive));
			const { inquiry, attribution } = decisive;
			const meant = { ...decisive, inquiry: meaningOf(inquiry), attribution: { ...attribution, inquiry: meaningOf(attribution.inquiry) } };
			return {
				id: contentId([model.id, unworded(meant)]),
				title: plan.title,
				lesson: afterFirstSentence(plan.about),
				model,
				...decisive,
				figures: plan.figures,
				warnings: plan.warnings,
			};
		},
	};
}

/**
 * Compiles the plan of a scenario.
 *
 *     const program = compileProgram(parseScenario(text, options));
 *     const run = simulate(loadProgram(program), nominalPatient(program));
 */
export const compileProgram = (plan: Plan, options: CompileOptions = {}): Program => compiler(options).compile(plan);
