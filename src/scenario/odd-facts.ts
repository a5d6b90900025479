import type { Expression } from "../language/expression.ts";
import { formatQuantity, type Quantity } from "../language/quantity.ts";
import { sameDimension } from "../language/units.ts";
import type { Module, Use, ValueSet } from "../model/model.ts";
import { type UsualRange, usualAt } from "../model/usual-range.ts";
import { type BodySize, forBody, perPatient, scaledAmount } from "../treatment/amount.ts";
import type { Order } from "../treatment/order.ts";
import type { Treatment } from "../treatment/treatment.ts";
import { type GiftAsker, possibleDoses } from "./gifts.ts";
import type { PlannedOrder } from "./plan.ts";

/** A dose is never given to the last cell: a quarter beside what is usual is not worth a word (assumed). */
const slack = 1.25;

const short = (value: number) => Number(value.toPrecision(3));

/** Numbers of cells are read by their power: `1.52e8 cells`. */
const spelled = ({ value, unit }: Quantity): string =>
	formatQuantity({ value, unit }).replace(
		String(value),
		value >= 1e5 ? short(value).toExponential().replace("e+", "e") : String(short(value)),
	);

/** Facts of the patient that hardly go together, each with what is usual. `values` are in the units of the pages. */
export function oddFacts(values: ReadonlyMap<string, number>, ranges: readonly UsualRange[], pages: readonly Module[]): string[] {
	const units = new Map(pages.flatMap((page) => page.covariates).map(({ name, unit }) => [name, unit]));
	const said = (name: string, value: number) => formatQuantity({ value: short(value), unit: units.get(name)! });
	return ranges.flatMap((range) => {
		const { fact, by, beyond, source } = range;
		const [value, at] = [values.get(fact), values.get(by)];
		if (value === undefined || at === undefined) return [];
		const [least, most] = usualAt(range, at);
		if (value * beyond >= least && value <= most * beyond) return [];
		const usual = `${said(fact, least)} to ${said(fact, most)}`;
		return [`${fact} ${said(fact, value)} at ${by} ${said(by, at)}: usual is ${usual} (${source})`];
	});
}

/** What is needed to know the doses that are ordered. */
interface Ordered {
	readonly orders: readonly { readonly order: Order; readonly planned: PlannedOrder }[];
	readonly treatments: ReadonlyMap<string, Treatment>;
	readonly body: BodySize;
	/** What is known of the patient before the run: of a choice between doses only what he may get is looked at. */
	readonly asker: GiftAsker<Expression>;
	/** What a published table says of its own patients: nothing in it is odd. */
	readonly published: Published;
}

/** Whether a population's table names product and disease itself, and which orders it states. */
export interface Published {
	readonly use: boolean;
	readonly orders: ReadonlySet<Order>;
}

/** What one order may give as far as is known, least and most; nothing where it gives no dose. */
function amountsOf({ stretches: [first] }: PlannedOrder, asker: Ordered["asker"]): readonly [number, number] {
	const amounts = possibleDoses(first!.gift, asker).flatMap((dose) => (dose.kind === "dose" ? [dose.amount] : []));
	return amounts.length === 0 ? [0, 0] : [Math.min(...amounts), Math.max(...amounts)];
}

/** What is given of a product in all, beside what is usual for it; a dose in another unit than the treatment's cannot be compared. */
function oddDose(
	{ dose: [least, most], atMost, source }: Use,
	orders: readonly PlannedOrder[],
	unit: Treatment["amount"],
	{ body, asker }: Ordered,
): string | undefined {
	if (unit === null || !sameDimension(perPatient(least.unit).absolute, unit)) return undefined;
	const inAll = (quantity: typeof least) => forBody(scaledAmount(quantity, unit), body);
	const cap = atMost === null ? Number.POSITIVE_INFINITY : inAll(atMost);
	const isOdd = (given: number) => !(given * slack >= Math.min(inAll(least), cap) && given <= slack * Math.min(inAll(most), cap));
	const amounts = orders.map((order) => amountsOf(order, asker));
	const sums = ([0, 1] as const).map((end) => amounts.reduce((sum, ends) => sum + ends[end], 0));
	const given = sums.find((sum) => sum > 0 && isOdd(sum));
	if (given === undefined) return undefined;
	const range = least.value === most.value ? spelled(least) : `${spelled(least)} to ${spelled(most)}`;
	return `${spelled({ value: given, unit })} given; usual is ${range}${atMost === null ? "" : `, at most ${spelled(atMost)}`} (${source})`;
}

/** What is doubtful in giving a product for a disease, at the doses that are ordered. A product that says nothing may be used for all. */
export function oddUse(product: ValueSet | undefined, disease: string | null, ordered: Ordered): string[] {
	if (!product || product.meantFor.length === 0 || disease === null) return [];
	const use = product.meantFor.find(({ diseases }) => diseases.includes(disease));
	if (!use) {
		if (ordered.published.use) return [];
		const diseases = product.meantFor.flatMap((one) => one.diseases).join(", ");
		return [`${product.name} is not meant for ${disease}, but for ${diseases} (${product.meantFor[0]!.source})`];
	}
	// What the product brings in all diseases is itself; a row may add conditioning, which has no usual dose here.
	const own = product.standing.length > 0 ? product.standing : use.standing;
	const brought = [...new Set(own.map((row) => String((row as { give?: unknown }).give)))];
	return brought.flatMap((treatment) => {
		const orders = ordered.orders.filter(({ order }) => order.treatment === treatment);
		if (orders.some(({ order }) => ordered.published.orders.has(order))) return [];
		const planned = orders.map((one) => one.planned);
		const said = oddDose(use, planned, ordered.treatments.get(treatment)?.amount ?? null, ordered);
		return said ? [`${product.name} for ${disease}: ${said}`] : [];
	});
}
