import type { Kit } from "../kit.ts";
import { html } from "../lit.ts";
import type { Runner } from "../runner.ts";
import type { Wish } from "../wish.ts";
import { tabAfter, type View } from "./views.ts";

/** What the header shows, and what it does. */
export interface HeaderFacts {
	readonly kit: Kit;
	readonly runner: Runner | undefined;
	readonly wish: Wish | undefined;
	/** Letters are large. */
	readonly large: boolean;
	readonly tabs: readonly View[];
	/** Id of the tab that is shown. */
	readonly view: string;
	readonly enlarge: () => void;
	readonly open: (file: File) => void;
	readonly go: (view: string) => void;
}

/** The name, the disclaimer, what is opened and saved, and the tabs. */
export const pageHeader = ({ kit, runner, wish, large, tabs, view, enlarge, open, go }: HeaderFacts) => html`<header>
	<h1>crsim</h1>
	<p class="disclaimer">${kit.disclaimer}</p>
	<div class="tools">
		<button class="bare" aria-pressed=${large} @click=${enlarge} title="Large letters, for a projector">A<span class="big">A</span><span class="heard"> Large letters</span></button>
		<label class="file button"><input type="file" class="heard" accept=".csv,.txt,.tsv,.yaml,.yml" @change=${(event: Event) => picked(event, open)} />Open a file</label>
		<crsim-save .kit=${kit} .runner=${runner} .wish=${wish}></crsim-save>
	</div>
	<div role="tablist" aria-label="Views" @keydown=${(event: KeyboardEvent) => tabKey(event, { tabs, view, go })}>
		${tabs.map(
			({ id, label, about }) => html`<button
				role="tab"
				id="tab-${id}"
				aria-selected=${view === id}
				aria-controls="view"
				tabindex=${view === id ? 0 : -1}
				title=${about}
				@click=${() => go(id)}
			>
				${label}
			</button>`,
		)}
	</div>
</header>`;

/** Arrow keys go from tab to tab. */
function tabKey(event: KeyboardEvent, { tabs, view, go }: Pick<HeaderFacts, "tabs" | "view" | "go">): void {
	const next = tabAfter(
		tabs.map(({ id }) => id),
		view,
		event.key,
	);
	if (next === undefined) return;
	event.preventDefault();
	go(next);
	(event.currentTarget as HTMLElement).querySelector<HTMLElement>(`#tab-${next}`)?.focus();
}

/** The same file can be picked again. */
function picked(event: Event, open: (file: File) => void): void {
	const input = event.target as HTMLInputElement;
	const file = input.files?.[0];
	if (file) open(file);
	input.value = "";
}
