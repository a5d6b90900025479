import { css, define, html, LitElement, nothing, tell } from "../lit.ts";
import { type Findable, found } from "./find-words.ts";
import { controls, tokens } from "./style.ts";

/** So many are listed; a word more finds the others. */
const most = 40;

/**
 * `<crsim-find>`: a button that opens a list to choose from, with a field that searches it. Arrow keys move, Enter chooses, Escape closes.
 *
 * Properties: `label` (of the button), `all` (Findable[]). Fires `crsim-found` { name }.
 */
export class CrsimFind extends LitElement {
	static override properties = {
		label: { type: String },
		all: { attribute: false },
		disabled: { type: Boolean },
		open: { state: true },
		typed: { state: true },
		at: { state: true },
	};
	declare label: string;
	declare all: readonly Findable[];
	declare disabled: boolean;
	declare open: boolean;
	declare typed: string;
	declare at: number;

	constructor() {
		super();
		this.label = "Add";
		this.all = [];
		this.disabled = false;
		this.open = false;
		this.typed = "";
		this.at = 0;
	}

	private get shown(): readonly Findable[] {
		return found(this.all, this.typed).slice(0, most);
	}

	override render() {
		return html`<div class="find" @keydown=${this.keys} @focusout=${this.leave}>
			<button class="opens" aria-expanded=${this.open} ?disabled=${this.disabled} @click=${this.toggle}>${this.label}</button>
			${this.open ? this.list() : nothing}
		</div>`;
	}

	private list() {
		const { shown } = this;
		return html`<div class="pop">
			<input
				type="search"
				role="combobox"
				aria-label="${this.label}: search"
				aria-expanded="true"
				aria-controls="list"
				aria-autocomplete="list"
				aria-activedescendant=${shown.length > 0 ? `one-${this.at}` : nothing}
				placeholder="Search"
				autocomplete="off"
				spellcheck="false"
				.value=${this.typed}
				@input=${(event: Event) => {
					this.typed = (event.target as HTMLInputElement).value;
					this.at = 0;
				}}
			/>
			<ul id="list" role="listbox" aria-label=${this.label}>
				${shown.map(
					(
						one,
						i,
					) => html`<li id="one-${i}" role="option" aria-selected=${i === this.at} @pointerdown=${(event: Event) => event.preventDefault()} @click=${() => this.choose(one)}>
						<b>${one.label}</b>${one.note === undefined ? nothing : html` <span class="note">${one.note}</span>`}
						${one.about === "" || one.about === one.label ? nothing : html`<small>${one.about}</small>`}
					</li>`,
				)}
			</ul>
			${shown.length === 0 ? html`<p class="soft small">Nothing goes by “${this.typed}”.</p>` : nothing}
		</div>`;
	}

	private async toggle(): Promise<void> {
		this.open = !this.open;
		this.typed = "";
		this.at = 0;
		await this.updateComplete;
		this.renderRoot.querySelector("input")?.focus();
	}

	private leave(event: FocusEvent): void {
		if (!this.renderRoot.contains(event.relatedTarget as Node | null)) this.open = false;
	}

	private choose({ name }: Findable): void {
		this.open = false;
		this.renderRoot.querySelector("button")?.focus();
		tell(this, "crsim-found", { name });
	}

	private keys(event: KeyboardEvent): void {
		if (!this.open) return;
		const { shown } = this;
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (event.key === "Escape") {
			event.stopPropagation();
			this.open = false;
			this.renderRoot.querySelector("button")?.focus();
		} else if (event.key === "Enter" && event.target instanceof HTMLInputElement && shown[this.at] !== undefined) {
			event.preventDefault();
			this.choose(shown[this.at]!);
		} else if (step !== undefined) {
			event.preventDefault();
			this.at = Math.min(Math.max(this.at + step, 0), shown.length - 1);
			this.renderRoot.querySelector(`#one-${this.at}`)?.scrollIntoView({ block: "nearest" });
		}
	}

	static override styles = [
		tokens,
		controls,
		css`
			:host {
				display: inline-block;
			}
			.find {
				position: relative;
			}
			.pop {
				position: absolute;
				z-index: 20;
				top: calc(100% + 4px);
				left: 0;
				width: min(360px, 88vw);
				background: var(--paper);
				border: 1px solid #c3cad3;
				border-radius: var(--radius);
				box-shadow: 0 10px 30px rgb(29 39 51 / 18%);
				padding: 8px;
			}
			input {
				width: 100%;
			}
			ul {
				max-height: 330px;
				overflow-y: auto;
				margin-top: 6px;
			}
			li {
				padding: 6px 8px;
				border-radius: 6px;
				cursor: pointer;
				min-height: var(--target);
			}
			li b {
				font-weight: 600;
			}
			li small {
				display: -webkit-box;
				-webkit-box-orient: vertical;
				-webkit-line-clamp: 2;
				overflow: hidden;
				color: var(--soft);
				line-height: 1.3;
			}
			li[aria-selected="true"],
			li:hover {
				background: var(--accent-pale);
			}
			.note {
				color: var(--soft);
				font-size: 0.86em;
			}
		`,
	];
}

define("crsim-find", CrsimFind);
