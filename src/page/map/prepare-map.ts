import { drugLook } from "../../figures/drug-looks.ts";
import { curveColor, ink } from "../../figures/theme.ts";
import { entryOf } from "../../input/entry-of.ts";
import { formatUnit } from "../../language/units.ts";
import type { Module } from "../../model/model.ts";
import { type Look, lookOf } from "../../trajectory/display.ts";
import { unitText } from "../../trajectory/unit-text.ts";
import type { Library } from "../../treatment/library.ts";
import { type Strike, strikesOf } from "../../treatment/map-strikes.ts";
import type { MapColumn, MapStrike, PageMap } from "./page-map.ts";

/** How every state, flow, slot and input of the pages is shown. */
function columnsOf(pages: readonly Module[], short: Readonly<Record<string, string>>): ReadonlyMap<string, MapColumn> {
	const rows = pages.flatMap((page) => [...page.states, ...page.flows, ...page.observables, ...page.slots, ...page.inputs]);
	return new Map(
		rows.map(({ name, unit, about, display = {} }) => {
			const look = lookOf({ name, title: about, display });
			const inBox = entryOf(short, name) ?? look.short.replace(/ \(.*\)$/, "");
			return [name, { name, unit: unitText(formatUnit(unit)), look, short: inBox }];
		}),
	);
}

/** A name inside a sentence: abbreviations keep their capitals. */
const inside = (label: string): string => (/^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label);

const colorOf = ({ color }: Look): string => (color === undefined ? ink.plain : curveColor[color]);

/**
 * The map of a model with all that the page needs to draw it: how columns are called and shown, which treatments act where. Null: the model has none.
 *
 *     const map = mapForPage(library);
 */
export function mapForPage({ map, model, treatments, formulary }: Library): PageMap | null {
	if (map === null) return null;
	const columns = columnsOf(model.modules, map.short);
	const strikesOn = strikesOf(model, [...treatments.values()]);
	const nounOf = (equation: string): string =>
		entryOf(map.called, equation) ?? inside(columns.get(equation)?.look.label ?? equation.replaceAll("_", " "));
	const inWords = (strike: Strike): MapStrike => {
		const { names, role } = formulary[strike.treatment]!;
		return {
			...strike,
			label: names.label,
			short: names.short,
			color: drugLook(role).color,
			say: `${strike.direction === "raises" ? "more" : "less"} ${nounOf(strike.equation)}`,
			column: treatments.get(strike.treatment)!.columns[0]?.name ?? null,
		};
	};
	return {
		about: map.about,
		groups: map.groups,
		boxes: map.boxes.map((box) => {
			const shows = box.shows.map((name) => columns.get(name)!);
			const first = shows[0]!.look;
			return { ...box, label: box.label ?? first.label, shows, color: colorOf(first), strikes: strikesOn(box.actedOn).map(inWords) };
		}),
		arrows: map.arrows.map((arrow) => ({ ...arrow, strikes: strikesOn(arrow.actedOn).map(inWords) })),
	};
}
