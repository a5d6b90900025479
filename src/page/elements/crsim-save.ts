import type { Kit } from "../kit.ts";
import { css, define, html, LitElement, nothing } from "../lit.ts";
import type { Runner, SavedFile, SaveWish } from "../runner.ts";
import type { Wish } from "../wish.ts";
import { controls, tokens } from "./style.ts";

/**
 * `<crsim-save>`: a menu of what can be taken along: the scenario, the table, figures, the link, the command for a terminal.
 *
 * Properties: `kit`, `runner`, `wish`.
 */
export class CrsimSave extends LitElement {
	static override properties = {
		kit: { attribute: false },
		runner: { attribute: false },
		wish: { attribute: false },
		open: { state: true },
		said: { state: true },
		figure: { state: true },
	};
	declare kit: Kit | undefined;
	declare runner: Runner | undefined;
	declare wish: Wish | undefined;
	declare open: boolean;
	declare said: string;
	declare figure: string;

	constructor() {
		super();
		this.open = false;
		this.said = "";
		this.figure = "";
	}

	override render() {
		if (this.kit === undefined || this.wish === undefined) return nothing;
		return html`<div class="save" @keydown=${this.keys} @focusout=${this.leave}>
			<button aria-expanded=${this.open} @click=${this.toggle}>Save, share</button>
			${this.open ? this.menu() : nothing}
			<span role="status" class="heard">${this.said}</span>
		</div>`;
	}

	private menu() {
		const figures = this.kit!.figures.filter(({ form }) => form === "panels" || form === "drugs" || form === "scales");
		const figure = this.figure || figures[0]?.name || "";
		const command = this.runner?.command(this.wish!) ?? "";
		return html`<div class="pop" role="group" aria-label="Save and share">
			<button @click=${() => this.save({ kind: "yaml" })}>Scenario (YAML)</button>
			<button @click=${() => this.save({ kind: "csv" })}>Table of the course (CSV)</button>
			<div class="figure">
				<select aria-label="Figure" @change=${(event: Event) => (this.figure = (event.target as HTMLSelectElement).value)}>
					${figures.map(({ name, title }) => html`<option value=${name} ?selected=${name === figure}>${title}</option>`)}
				</select>
				<button @click=${() => this.save({ kind: "svg", figure })}>SVG</button>
				<button @click=${() => this.save({ kind: "png", figure })}>PNG</button>
			</div>
			<button @click=${() => this.copy(globalThis.location.href, "The link is copied.")}>Copy the link to this state</button>
			<label class="command"><span class="soft small">The same in a terminal</span><input readonly .value=${command} @focus=${(event: Event) => (event.target as HTMLInputElement).select()} /></label>
			<button @click=${() => this.copy(command, "The command is copied.")}>Copy the command</button>
			${this.said === "" ? nothing : html`<p class="small">${this.said}</p>`}
		</div>`;
	}

	private toggle(): void {
		this.open = !this.open;
		this.said = "";
	}

	private keys(event: KeyboardEvent): void {
		if (event.key !== "Escape" || !this.open) return;
		event.stopPropagation();
		this.open = false;
		this.renderRoot.querySelector("button")?.focus();
	}

	private leave(event: FocusEvent): void {
		if (event.relatedTarget !== null && !this.renderRoot.contains(event.relatedTarget as Node)) this.open = false;
	}

	private async save(what: SaveWish): Promise<void> {
		this.said = "One moment …";
		try {
			const file = await this.runner!.save(this.wish!, what);
			download(file);
			this.said = `${file.name} is saved.`;
		} catch (error) {
			this.said = `It could not be saved: ${error instanceof Error ? error.message : String(error)}`;
		}
	}

	private async copy(text: string, said: string): Promise<void> {
		try {
			await navigator.clipboard.writeText(text);
			this.said = said;
		} catch {
			this.said = "The browser does not allow copying here; select the text in its field.";
		}
	}

	static override styles = [
		tokens,
		controls,
		css`
			.save {
				position: relative;
			}
			.pop {
				position: absolute;
				z-index: 30;
				right: 0;
				top: calc(100% + 4px);
				width: min(340px, 92vw);
				display: grid;
				gap: 6px;
				background: var(--paper);
				border: 1px solid #c3cad3;
				border-radius: var(--radius);
				box-shadow: 0 10px 30px rgb(29 39 51 / 18%);
				padding: 10px;
			}
			.pop > button {
				text-align: left;
			}
			.figure {
				display: grid;
				grid-template-columns: minmax(0, 1fr) auto auto;
				gap: 6px;
			}
			.command input {
				width: 100%;
				font-family: ui-monospace, monospace;
				font-size: 0.86em;
			}
		`,
	];
}

/** Hands a file to the browser's own saving; nothing leaves the page. */
function download({ name, type, content }: SavedFile): void {
	const address = URL.createObjectURL(new Blob([content], { type }));
	const link = document.createElement("a");
	link.href = address;
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

define("crsim-save", CrsimSave);
