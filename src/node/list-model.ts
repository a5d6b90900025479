import type { ChartedColumn } from "../chart/charting.ts";
import { allowedHint } from "../input/nearest.ts";
import { formatUnit } from "../language/units.ts";
import { flatten } from "../model/flatten.ts";
import { originText, spreadText } from "../report/spread-text.ts";
import type { Library, Models } from "../treatment/library.ts";
import { type Asked, refuse } from "./asked.ts";
import { oneLine } from "./one-line.ts";
import { modelsAtHand } from "./scenario-files.ts";

/** A name, and what it stands for in a sentence. */
export interface Named {
	readonly name: string;
	readonly about: string;
}

/** One line of each list that a model has. */
export interface ModelListings {
	readonly models: Named;
	readonly treatments: { readonly name: string; readonly role: string; readonly about: string };
	readonly products: Named;
	readonly diseases: Named;
	/** `patients`: of the published table. */
	readonly populations: {
		readonly name: string;
		readonly line: string;
		readonly setting: string;
		readonly patients: number;
		readonly about: string;
	};
	/** `sets`: what of it can be set. */
	readonly devices: { readonly name: string; readonly treatment: string; readonly sets: string };
	/** `value` in `unit`. */
	readonly covariates: { readonly name: string; readonly value: number; readonly unit: string; readonly about: string };
	readonly parameters: {
		readonly name: string;
		readonly value: number;
		readonly unit: string;
		readonly evidence: string;
		readonly source: string;
		/** How it differs between patients; empty where it does not. */
		readonly spread: string;
		/** Why the spread is believed. */
		readonly spreadFrom: string;
		/** The file of the model that says it. */
		readonly page: string;
		readonly about: string;
	};
	readonly columns: { readonly name: string; readonly unit: string; readonly title: string };
	/** What a ward charts: in which round, with which error, in which steps and between which limits, and where these come from. */
	readonly charting: {
		readonly name: string;
		readonly round: string;
		readonly error: string;
		readonly written: string;
		readonly evidence: string;
		readonly source: string;
	};
	/** What treatments may write, in `unit`. */
	readonly slots: { readonly name: string; readonly unit: string; readonly about: string };
	readonly plots: { readonly name: string; readonly title: string; readonly about: string };
}

/** Whose lists are meant. */
export interface ListOptions {
	/** Of which model: treatments, products, diseases, populations, devices, covariates, parameters, columns, charting, slots, plots. Left out, `cart-crs`. */
	readonly model?: string | undefined;
	/** A folder with models of your own. */
	readonly models?: string | undefined;
}

const named = ({ name, about }: Named): Named => ({ name, about: oneLine(about) });

/** `sd 4 mmHg`, `log sd 0.15`. */
const errorText = ({ noise, unit }: ChartedColumn): string => {
	if (noise === null) return "none";
	return noise.kind === "logarithmic" ? `log sd ${noise.sd}` : `sd ${noise.sd} ${unit}`;
};

/** `steps of 0.1 pg/mL, below 1.5, above 5000`. */
const writtenText = ({ step, unit, most, below, above }: ChartedColumn): string =>
	[
		step === null ? "every digit" : `steps of ${step} ${unit}`,
		...(below === null ? [] : [`<${below}`]),
		...(above === null ? [] : [`>${above}`]),
		...(most === Number.POSITIVE_INFINITY ? [] : [`at most ${most}`]),
	].join(", ");

const lists: { readonly [K in keyof ModelListings]: (library: () => Library, models: Models) => readonly ModelListings[K][] } = {
	models: (_, models) => [...models.keys()].map((name) => named(models.get(name)!.model)),
	treatments: (library) => {
		const { formulary, treatments, charted } = library();
		return Object.entries(formulary).map(([name, { role, simulated }]) => {
			const about = simulated ? oneLine(treatments.get(name)!.about) : `known to charts only; ${oneLine(charted.get(name) ?? "")}`;
			return { name, role, about };
		});
	},
	products: (library) => [...library().model.products.values()].map(named),
	diseases: (library) => [...library().model.diseases.values()].map(named),
	populations: (library) =>
		[...library().populations.values()].map(({ name, line, setting, patients, about }) => ({
			name,
			line,
			setting,
			patients,
			about: oneLine(about),
		})),
	devices: (library) =>
		[...library().treatments.values()].flatMap(({ name: treatment, devices }) =>
			[...devices.values()].map(({ name, usual }) => ({ name, treatment, sets: Object.keys(usual).join(", ") })),
		),
	covariates: (library) =>
		library().model.modules.flatMap(({ covariates }) =>
			covariates.map(({ name, value, unit, about }) => ({ name, value, unit: formatUnit(unit), about: oneLine(about) })),
		),
	parameters: (library) => {
		const { model, treatments } = library();
		return [...model.modules, ...[...treatments.values()].map(({ equations }) => equations)].flatMap((page) =>
			page.parameters.map(({ name, value, unit, evidence, source, about, classes, spread, ...variation }) => ({
				name,
				value,
				unit: formatUnit(unit),
				evidence,
				source,
				spread: spreadText(variation, classes),
				spreadFrom: originText(spread),
				page: page.name,
				about: oneLine(about),
			})),
		);
	},
	columns: (library) => {
		const { model, treatments } = library();
		const flat = flatten(model, { treatments: [...treatments.values()].map(({ equations }) => equations) });
		const inputs = flat.inputs.map((one) => ({ ...one, title: "" }));
		const described = new Map([...inputs, ...flat.flows, ...flat.observables, ...flat.states].map((one) => [one.name, one]));
		return flat.columns.map((name) => ({
			name,
			unit: described.get(name)?.unit ?? "",
			title: oneLine(described.get(name)?.title ?? ""),
		}));
	},
	charting: (library) =>
		(library().charting?.columns ?? []).map((column) => ({
			name: column.name,
			round: column.round,
			error: errorText(column),
			written: writtenText(column),
			evidence: column.evidence,
			source: oneLine(column.source),
		})),
	slots: (library) =>
		library().model.modules.flatMap(({ slots }) =>
			slots.map(({ name, unit, about }) => ({ name, unit: formatUnit(unit), about: oneLine(about) })),
		),
	plots: (library) =>
		library()
			.figures.filter(({ form }) => form !== "patients")
			.map(({ name, title, about }) => ({ name, title, about: oneLine(about) })),
};

/** The lines of a list that a model has. Throws an InputError for a model that there is not. */
export function listOfModel<K extends keyof ModelListings>(
	kind: K,
	{ model: name = "cart-crs", models: folder }: ListOptions,
	asked: Asked,
): readonly ModelListings[K][] {
	const models = modelsAtHand(folder);
	const library = () => models.get(name) ?? refuse(asked, "model", `unknown model "${name}"`, allowedHint(name, models.keys()));
	return lists[kind](library, models);
}
