import { partReader } from "../expression/read-parts.ts";
import type { Unit } from "../expression/units.ts";
import type { Model } from "../model/model.ts";
import { gathering, type ModelTexts, namesIn, readModel } from "../model/read-model.ts";
import { readYaml } from "../problem/located-yaml.ts";
import { type Problem, throwIfAny } from "../problem/problem.ts";
import { checkShape, shape } from "../problem/shape.ts";
import type { Order } from "./order.ts";
import { orderShape } from "./order-shape.ts";
import { type OrderContext, readOrder } from "./read-order.ts";
import { readTreatment } from "./read-treatment.ts";
import type { Treatment } from "./treatment.ts";

/** A model with everything that can be given in it. */
export interface Library {
	readonly model: Model;
	readonly treatments: ReadonlyMap<string, Treatment>;
	/** The texts it was read from, for messages and hashes. */
	readonly files: ModelTexts;
}

/**
 * Reads a model folder with its treatments. Throws an InputError with every problem of every file.
 *
 *     const library = readLibrary({ name: "cart-crs", folder: "models/cart-crs", texts });
 */
export function readLibrary(files: ModelTexts): Library {
	const problems: Problem[] = [];
	const model = gathering(problems, () => readModel(files));
	const pages = model?.modules ?? [];
	const treatments = namesIn(files, "treatments").flatMap((name) => {
		const path = `treatments/${name}.yaml`;
		const read = gathering(problems, () => readTreatment(name, files.texts.get(path)!, `${files.folder}/${path}`, pages));
		return read ? [[name, read] as const] : [];
	});
	throwIfAny(problems);
	return { model: model!, treatments: new Map(treatments), files };
}

const standingShape = shape.looseObject({ standing: shape.array(orderShape).optional() });

/** The standing orders of one file of the model's folder, read as those of a scenario. */
function ordersIn(path: string, library: Library, context: OrderContext, problems: Problem[]): Order[] {
	const text = library.files.texts.get(path);
	if (text === undefined) return [];
	const yaml = readYaml(text, `${library.files.folder}/${path}`);
	const body = checkShape(yaml, standingShape, problems);
	const read = partReader(yaml, problems);
	return (body?.standing ?? []).flatMap((row, i) => readOrder(read, ["standing", i], row, context) ?? []);
}

/**
 * The orders that every run gets: those of the model, each replaced by what the disease says of the same treatment, and that by what the
 * product says. So a product brings its own dose.
 */
export function standingOrders(
	library: Library,
	patient: { readonly disease: string | null; readonly product: string | null },
	{ context, problems }: { context: OrderContext; problems: Problem[] },
): Order[] {
	const files = ["model.yaml", `diseases/${patient.disease}.yaml`, `products/${patient.product}.yaml`];
	return files.reduce<Order[]>((orders, path) => {
		const nearer = ordersIn(path, library, context, problems);
		const replaced = new Set(nearer.map((order) => order.treatment));
		return [...orders.filter((order) => !replaced.has(order.treatment)), ...nearer];
	}, []);
}

/** Columns of the treatments that a run leaves out: they are 0 there. */
export function absentColumns(library: Library, present: ReadonlySet<string>): Map<string, { unit: Unit; about: string }> {
	const absent = [...library.treatments.values()].filter((treatment) => !present.has(treatment.name));
	return new Map(absent.flatMap((treatment) => treatment.columns.map(({ name, unit, about }) => [name, { unit, about }] as const)));
}
