import { nothing, svg, type TemplateResult } from "../lit.ts";
import type { LaidArrow, LaidMap, Rectangle } from "./map-layout.ts";
import type { ActiveStrike, ArrowMoment, BoxMoment, MapMoment } from "./map-moment.ts";
import { boxLines, boxSentence } from "./map-words.ts";
import type { PageArrow, PageBox, PageMap } from "./page-map.ts";

/** What can be done to a box, by its place. */
export interface BoxHandlers {
	readonly opened: (box: number) => void;
	readonly key: (box: number, event: KeyboardEvent) => void;
	readonly focused: (box: number) => void;
}

/** What of the map is held or open. */
export interface MapAttention {
	/** The box that the tab key reaches. */
	readonly focus: number;
	readonly open: number | null;
}

const quiet = "#cfd6dd";
/** By so much a full box is larger than an empty one. */
const swelling = 0.17;

const fixed = (value: number): string => value.toFixed(2);
const move = (x: number, y: number, more = ""): string => `translate(${fixed(x)} ${fixed(y)})${more}`;

/** A name longer than this is cut: a pill stands between boxes. */
const longest = 11;

const cut = (name: string): string => (name.length > longest ? `${name.slice(0, longest - 2)}.` : name);

const namesOn = (strikes: readonly ActiveStrike[]): string => strikes.map(({ strike }) => cut(strike.short)).join(" + ");

/** Treatments side by side, in one pill. */
function pill(strikes: readonly ActiveStrike[], { x, y }: { readonly x: number; readonly y: number }): TemplateResult | typeof nothing {
	const first = strikes[0];
	if (first === undefined) return nothing;
	const weakens = first.strike.effect === "weakens";
	const words = `${namesOn(strikes)}${weakens ? "" : " ↑"}`;
	const width = 14 + 6.9 * words.length;
	const { color } = first.strike;
	return svg`<g transform=${move(x, y)}>
		<rect x=${-width / 2} y="-9.5" width=${width} height="19" rx="9.5" fill=${weakens ? color : "#fff"} stroke=${weakens ? "#fff" : color} stroke-width="1.4"></rect>
		<text class="pill" y="4" text-anchor="middle" fill=${weakens ? "#fff" : color}>${words}</text>
	</g>`;
}

const strongest = (strikes: readonly ActiveStrike[]): number => Math.max(0, ...strikes.map(({ strength }) => strength));

/** A bar across the line with the names of what holds it back, and the names of what drives it on. */
function strikesOn({ strike: { x, y, angle } }: LaidArrow, { via }: PageArrow, strikes: readonly ActiveStrike[]) {
	// Long lines run between boxes where there is no room above them.
	const onLine = via.length > 0;
	const weaken = strikes.filter(({ strike }) => strike.effect === "weakens");
	const strengthen = strikes.filter(({ strike }) => strike.effect === "strengthens");
	const isLevel = Math.abs(Math.cos((angle * Math.PI) / 180)) > 0.75;
	const { length } = namesOn(weaken);
	const beside = isLevel && !onLine ? { x, y: y - 23 } : { x: x + 17 + 3.45 * length, y };
	const below = isLevel && !onLine ? { x, y: y + 23 } : { x: x + 17 + 3.45 * length, y: y + 21 };
	const other = weaken.length > 0 ? below : beside;
	return svg`${
		weaken.length === 0
			? nothing
			: svg`<g opacity=${fixed(0.45 + 0.55 * strongest(weaken))}>
				<rect transform=${move(x, y, ` rotate(${fixed(angle)})`)} x="-2.5" y="-14" width="5" height="28" rx="2.5" fill=${weaken[0]!.strike.color} stroke="#fff" stroke-width="1.2"></rect>
				${pill(weaken, beside)}
			</g>`
	}${strengthen.length === 0 ? nothing : svg`<g opacity=${fixed(0.45 + 0.55 * strongest(strengthen))}>${pill(strengthen, other)}</g>`}`;
}

function drawArrow({ path, tip, angle }: LaidArrow, { brakes }: PageArrow, { strength }: ArrowMoment, color: string) {
	const wide = 1.4 + 6.6 * strength;
	const shown = strength < 0.02 ? quiet : color;
	const head = 10 + 0.9 * wide;
	const opacity = fixed(strength < 0.02 ? 1 : 0.35 + 0.6 * strength);
	const end = brakes
		? svg`<path d="M-3 -9V9" stroke=${shown} stroke-width="4" stroke-linecap="round"></path>`
		: svg`<path d="M0 0L${fixed(-head)} ${fixed(-head * 0.55)}L${fixed(-head)} ${fixed(head * 0.55)}Z" fill=${shown}></path>`;
	return svg`<g opacity=${opacity}>
		<path class="line" d=${path} fill="none" stroke=${shown} stroke-width=${fixed(wide)}></path>
		${strength > 0.1 ? svg`<path class="drift" d=${path} fill="none" stroke="#fff" stroke-width=${fixed(wide * 0.4)}></path>` : nothing}
		<g transform=${move(tip.x, tip.y, ` rotate(${fixed(angle)})`)}>${end}</g>
	</g>`;
}

/** A line of text in a box, pressed together where the typeface is too wide for it. */
function inRoom(kind: string, y: number, words: string, width: number) {
	const room = width - 14;
	return words.length * 7.4 > room
		? svg`<text class=${kind} y=${y} text-anchor="middle" textLength=${Math.min(room, words.length * 6.7)} lengthAdjust="spacingAndGlyphs">${words}</text>`
		: svg`<text class=${kind} y=${y} text-anchor="middle">${words}</text>`;
}

interface LaidBox {
	readonly box: PageBox;
	readonly laid: Rectangle;
	readonly now: BoxMoment;
}

const levelOf = ({ level }: BoxMoment): number => Math.min(level, 1);

const placed = ({ laid: { x, y, width, height }, now }: LaidBox): string =>
	move(x + width / 2, y + height / 2, ` scale(${fixed(1 + swelling * levelOf(now))})`);

/** The box as something to open; its name for a screen reader is the whole sentence. */
function drawBox(place: number, one: LaidBox, { focus, open }: MapAttention, handlers: BoxHandlers) {
	const { box, now } = one;
	const { width, height } = one.laid;
	const level = levelOf(now);
	const [left, top] = [-width / 2, -height / 2];
	return svg`<g
		class=${open === place ? "box open" : "box"}
		role="button"
		tabindex=${focus === place ? 0 : -1}
		data-box=${place}
		aria-label=${boxSentence(box, now)}
		aria-expanded=${open === place}
		transform=${placed(one)}
		@click=${() => handlers.opened(place)}
		@keydown=${(event: KeyboardEvent) => handlers.key(place, event)}
		@focus=${() => handlers.focused(place)}
	>
		<rect class="ring" x=${left - 4} y=${top - 4} width=${width + 8} height=${height + 8} rx="14" fill="none"></rect>
		<rect class="frame" x=${left} y=${top} width=${width} height=${height} rx="11"></rect>
		<g clip-path="url(#box-clip)"><rect x=${left} y=${fixed(top + height * (1 - level))} width=${width} height=${fixed(height * level)} fill=${box.color} fill-opacity="0.24"></rect></g>
		<rect x=${left} y=${top} width=${width} height=${height} rx="11" fill="none" stroke=${level < 0.02 ? "#b9c2cc" : box.color} stroke-width=${fixed(1.3 + 1.7 * level)}></rect>
	</g>`;
}

/** What stands in the box and on its edge, for the eye. */
function writeBox(one: LaidBox) {
	const { box, now } = one;
	const { width, height } = one.laid;
	const [first = "", second = ""] = boxLines(box, now);
	return svg`<g class="written" transform=${placed(one)}>
		<text class="name" y="-14" text-anchor="middle">${box.label}</text>
		${inRoom("value", second === "" ? 14 : 8, first, width)} ${inRoom("beside", 27, second, width)}
		${now.strikes.length === 0 ? nothing : svg`<g opacity=${fixed(0.45 + 0.55 * strongest(now.strikes))}>${boxPills(now.strikes, height)}</g>`}
	</g>`;
}

/** What acts on the box itself stands on its lower edge. */
const boxPills = (strikes: readonly ActiveStrike[], height: number) =>
	(["weakens", "strengthens"] as const).map((effect, i) =>
		pill(
			strikes.filter(({ strike }) => strike.effect === effect),
			{ x: 0, y: height / 2 + 4 + 20 * (i === 1 && strikes.some(({ strike }) => strike.effect === "weakens") ? 1 : 0) },
		),
	);

/** The map at a moment as SVG. */
export function drawMap(
	map: PageMap,
	{ laid, moment }: { readonly laid: LaidMap; readonly moment: MapMoment },
	attention: MapAttention,
	handlers: BoxHandlers,
): TemplateResult {
	const color = new Map(map.boxes.map((box) => [box.name, box.color]));
	const first = laid.boxes[0];
	const boxes = map.boxes.map((box, i) => ({ box, laid: laid.boxes[i]!, now: moment.boxes[i]! }));
	return svg`<svg class="map" viewBox="0 0 ${laid.width} ${laid.height}" role="group" aria-label="Map of causes and effects">
		${
			first === undefined
				? nothing
				: svg`<clipPath id="box-clip"><rect x=${-first.width / 2} y=${-first.height / 2} width=${first.width} height=${first.height} rx="11"></rect></clipPath>`
		}
		<g aria-hidden="true">
			${laid.groups.map(
				({ x, y, width, height, label }) =>
					svg`<rect class="region" x=${x} y=${y} width=${width} height=${height} rx="18"></rect><text class="region-name" x=${x + 16} y=${y + 19}>${label}</text>`,
			)}
			${map.arrows.map((arrow, i) => drawArrow(laid.arrows[i]!, arrow, moment.arrows[i]!, color.get(arrow.from) ?? quiet))}
		</g>
		${boxes.map((one, i) => drawBox(i, one, attention, handlers))}
		<g aria-hidden="true" pointer-events="none">${boxes.map(writeBox)}${map.arrows.map((arrow, i) => strikesOn(laid.arrows[i]!, arrow, moment.arrows[i]!.strikes))}</g>
	</svg>`;
}
