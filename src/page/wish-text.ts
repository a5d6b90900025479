import { dayText } from "./day-text.ts";
import type { Parts } from "./parts.ts";
import type { Wish, WishedGift, WishedOrder, WishedStretch, WrittenNumber } from "./wish.ts";

/** The name of a file that is saved of a wish. */
export const savedName = ({ scenario }: Wish, ending: string): string => `crsim-${scenario}.${ending}`;

/** Twelve digits: as many as a person could mean, and no trace of a computation. */
const digits = (value: number): string => String(Number(value.toPrecision(12)));
const quantity = ({ value, unit }: WrittenNumber): string | number => (unit === "1" ? Number(digits(value)) : `${digits(value)} ${unit}`);

/** A text that YAML reads as itself without quotes, inside braces too. */
const plain = /^[A-Za-z0-9_][\w ./+*-]*$/;
/** What YAML would read as something else than a text. */
const special = /^(?:true|false|null|yes|no|on|off|~|[\d.+-]+|0x.*|\d[\d.]*e[+-]?\d+)$/i;

/** A value of a scenario in YAML's flow style. */
function flow(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
	if (typeof value === "object" && value !== null)
		return `{ ${Object.entries(value)
			.map(([key, inner]) => `${flow(key)}: ${flow(inner)}`)
			.join(", ")} }`;
	if (typeof value !== "string") return String(value);
	return plain.test(value) && value === value.trim() && !special.test(value) ? value : JSON.stringify(value);
}

type Row = Readonly<Record<string, unknown>>;

const giftKeys = (gift: WishedGift): Row => {
	if (gift.kind === "dose") return { dose: quantity(gift.amount), ...(gift.over === null ? {} : { over: dayText(gift.over) }) };
	if (gift.kind === "rate") return { rate: quantity(gift.rate) };
	const { flow: liters, fio2, peep } = gift.settings;
	return {
		device: gift.device,
		...(liters === undefined ? {} : { flow: `${digits(liters)} L/min` }),
		...(fio2 === undefined ? {} : { fio2: Number(digits(fio2)) }),
		...(peep === undefined ? {} : { peep: `${digits(peep)} cmH2O` }),
	};
};

const lengthKeys = ({ every, lasts }: WishedStretch): Row => ({
	...(every === null ? {} : { every: dayText(every) }),
	...(lasts === null ? {} : { for: dayText(lasts) }),
});

/** An order as rows of `treatments:`. Steps of a device are rows of their own: only doses and rates have a taper. */
function rowsOf({ treatment, route, at, stretches, steady }: WishedOrder): Row[] {
	const [first, ...more] = stretches;
	if (first === undefined) return [];
	if (first.gift.kind === "device") {
		let next = at;
		return stretches.map((stretch) => {
			const row = { give: treatment, ...giftKeys(stretch.gift), at: dayText(next), ...lengthKeys(stretch) };
			next += stretch.lasts ?? 0;
			return row;
		});
	}
	const taper = more.map((stretch) => ({ ...giftKeys(stretch.gift), ...lengthKeys(stretch) }));
	return [
		{
			give: treatment,
			...giftKeys(first.gift),
			...(route === null ? {} : { route }),
			at: dayText(at),
			...lengthKeys(first),
			...(steady ? { ss: true } : {}),
			...(taper.length === 0 ? {} : { taper }),
		},
	];
}

function patientOf({ disease, product, facts }: Wish, { numbers }: Pick<Parts, "numbers">): Row {
	const units = new Map(numbers.covariates.map(({ name, unit }) => [name, unit]));
	const written = Object.entries(facts).map(([name, value]) => {
		const unit = units.get(name) ?? "1";
		return [name, quantity({ value, unit })];
	});
	return { disease, product, ...Object.fromEntries(written) };
}

/** What is set: the scenario's own values and states, and the knobs; a knob on a value is the value that follows. */
function setOf({ knobs, scenario }: Wish, { scenarios, numbers }: Pick<Parts, "scenarios" | "numbers">): Row {
	const { set, values } = scenarios[scenario]!;
	const units = new Map(numbers.parameters.map(({ name, unit }) => [name, unit]));
	const turned = Object.entries(knobs).map(([name, times]) => {
		const value = values[name];
		return [name, value === undefined ? `${digits(times)}x` : quantity({ value: value * times, unit: units.get(name)! })];
	});
	return { ...set, ...Object.fromEntries(turned) };
}

/**
 * A wish as the text of a scenario, whole in itself: `crsim run` on it gives the same course. Which virtual patient was shown is no part of a scenario:
 * the command says it.
 *
 *     wishText(wish, parts)   // about: …\nmodel: cart-crs\npatient: { disease: LBCL, …
 */
export function wishText(wish: Wish, parts: Pick<Parts, "scenarios" | "numbers" | "modelName">): string {
	const { title, waiting } = parts.scenarios[wish.scenario]!;
	const kept = Object.entries(waiting).flatMap(([id, { row }]) => (wish.removed.includes(id) ? [] : [row]));
	const rows = [...kept, ...wish.orders.flatMap(rowsOf)];
	const set = setOf(wish, parts);
	const lines = [
		`about: ${JSON.stringify(`${title}. As changed in a page of crsim.`)}`,
		`model: ${flow(parts.modelName)}`,
		`patient: ${flow(patientOf(wish, parts))}`,
		`until: ${dayText(wish.until)}`,
		`care: ${flow(wish.care)}`,
		`infections: ${wish.infections}`,
		...(rows.length === 0 ? [] : ["treatments:", ...rows.map((row) => `  - ${flow(row)}`)]),
		...(wish.without.length === 0 ? [] : [`without: ${flow(wish.without)}`]),
		...(Object.keys(set).length === 0 ? [] : ["set:", ...Object.entries(set).map(([name, to]) => `  ${name}: ${flow(to)}`)]),
	];
	return `${lines.join("\n")}\n`;
}
