import type { Answer, LaidCourse } from "../answer.ts";
import type { Kit } from "../kit.ts";
import { html, nothing } from "../lit.ts";
import type { Runner } from "../runner.ts";
import type { Wish } from "../wish.ts";
import "./crsim-settings.ts";
import "./crsim-stage.ts";
import { type ViewGift, views } from "./views.ts";

/** Letters and panels of the large page, for a projector, times the usual. */
const largeZoom = 1.35;

/** What the views of the page show. */
export interface Explored {
	readonly kit: Kit;
	readonly runner: Runner | undefined;
	readonly wish: Wish | undefined;
	readonly answer: Answer | undefined;
	readonly pinned: Answer | undefined;
	readonly laid: LaidCourse | undefined;
	readonly time: number | undefined;
	readonly shown: readonly string[];
	readonly seed: number | undefined;
	readonly large: boolean;
	/** The course of a step is not shown before its question is answered. */
	readonly veiled: boolean;
	/** The page of a subsystem of the model. */
	readonly pageOf: (name: string) => Promise<string>;
}

/** The view of the page itself: settings beside the course. */
export const exploreView = (page: Explored) => html`<details class="side" ?open=${!page.large && !isNarrow()}>
		<summary>Patient, care team, what if</summary>
		${settings(page)}
	</details>
	${stage(page)}`;

/** The list of lessons, or the one that is open beside its course. */
export function lessonsView(page: Explored) {
	const { kit, answer, wish } = page;
	if (!wish?.lesson) return html`<crsim-lesson class="list" .kit=${kit}></crsim-lesson>`;
	return html`<div class="side">
			<crsim-lesson .kit=${kit} .answer=${answer} .open=${wish.lesson}></crsim-lesson>
			<details><summary>Patient, care team, what if</summary>${settings(page)}</details>
		</div>
		${stage(page)}`;
}

/** A view of its own element, with what it is to know. `standing`: the element that stands there already. */
export function viewOfElement(id: string, page: Explored, standing: (element: string) => Element | null) {
	const view = views.find((one) => one.id === id);
	if (view === undefined || view.element === null) return nothing;
	const node = standing(view.element) ?? document.createElement(view.element);
	const all: Readonly<Record<ViewGift, unknown>> = { ...page, map: page.kit.map };
	// A draft may lack what a view needs, and what is not known yet is no value.
	const known = view.gets.filter((name) => all[name] !== undefined && (name !== "answer" || page.answer?.quality === "exact"));
	Object.assign(node, Object.fromEntries(known.map((name) => [name, all[name]])));
	return html`${node}`;
}

const settings = ({ kit, wish, answer }: Explored) => html`<crsim-settings .kit=${kit} .wish=${wish} .answer=${answer}></crsim-settings>`;

function stage({ kit, wish, answer, pinned, laid, time, shown, large, veiled }: Explored) {
	const courses = veiled ? { answer: pinned, pinned: undefined } : { answer, pinned };
	return html`<crsim-stage
		.kit=${kit}
		.wish=${wish}
		.answer=${courses.answer}
		.pinned=${courses.pinned}
		.veiled=${veiled}
		.laid=${laid}
		.time=${time}
		.shown=${shown}
		.zoom=${large ? largeZoom : 1}
	></crsim-stage>`;
}

/** Where all stands in one column, settings are closed at first: the course comes first. */
const isNarrow = (): boolean => globalThis.matchMedia("(max-width: 860px)").matches;
