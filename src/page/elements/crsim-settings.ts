import { plainName } from "../../trajectory/plain-name.ts";
import { unitText } from "../../trajectory/unit-text.ts";
import type { Answer } from "../answer.ts";
import type { Choice, Kit, KitFact, KitParameter } from "../kit.ts";
import { define, html, LitElement, nothing, tell } from "../lit.ts";
import { mostKnobs, type Wish } from "../wish.ts";
import { saidUnit } from "../words/say.ts";
import "./crsim-find.ts";
import { withFact, withKnob } from "./edit-wish.ts";
import { settingsStyle } from "./settings-style.ts";
import { controls, tokens } from "./style.ts";

/** Menus with longer choices take the width of the pane, in letters. */
const longChoice = 18;

/** Facts that are open from the start: the first of the model. */
const openFacts = 3;

/** Virtual patients are drawn from this seed unless the address says otherwise. */
const usualSeed = 1;

/** Patients that a page offers by number. */
const mostPatient = 100_000;

/** A knob goes from a tenth to ten times, in steps of the slider. */
const knobRange = { least: -1, most: 1, step: 0.02 } as const;

/**
 * `<crsim-settings>`: who the patient is, who cares for him, and what if the model's numbers were others.
 *
 * Properties: `kit`, `wish`, `answer`. Fires `crsim-draft` { wish } while a slider moves and `crsim-change` { wish } on release.
 */
export class CrsimSettings extends LitElement {
	static override properties = { kit: { attribute: false }, wish: { attribute: false }, answer: { attribute: false } };
	declare kit: Kit | undefined;
	declare wish: Wish | undefined;
	declare answer: Answer | undefined;

	override render() {
		const { kit, wish } = this;
		if (kit === undefined || wish === undefined) return nothing;
		return html`
			<section aria-labelledby="who">
				<h2 id="who">Patient</h2>
				${this.choose("Scenario", shownScenarios(kit, wish), wish.scenario, (name) => this.openScenario(name))}
				<button class="small again" @click=${() => this.openScenario(wish.scenario)}>Start it again</button>
				${this.choose("Disease", kit.diseases, wish.disease, (disease) => this.change({ ...wish, disease }))}
				${this.choose("Product", productsFor(kit, wish), wish.product, (product) => this.change({ ...wish, product }))}
				${kit.facts.slice(0, openFacts).map((fact) => this.fact(fact))}
				${
					kit.facts.length > openFacts
						? html`<details>
							<summary>More about the patient</summary>
							${kit.facts.slice(openFacts).map((fact) => this.fact(fact))}
						</details>`
						: nothing
				}
				${this.individual()}
				<label class="check"
					><input
						type="checkbox"
						.checked=${wish.infections === "chance"}
						@change=${(event: Event) => this.change({ ...wish, infections: (event.target as HTMLInputElement).checked ? "chance" : "none" })}
					/><span>Infections may come by chance</span></label
				>
			</section>
			<section aria-labelledby="care">
				<h2 id="care">Care team</h2>
				${this.choose("Follows", kit.protocols, wish.care, (care) => this.change({ ...wish, care }))}
				<p class="soft small">${kit.protocols.find(({ name }) => name === wish.care)?.about ?? ""}</p>
			</section>
			${this.knobs()}
			<section aria-labelledby="run">
				<h2 id="run">Run</h2>
				<label class="line"
					><span>Days</span
					><input
						type="number"
						min="2"
						max="120"
						step="1"
						.value=${String(wish.until / 24)}
						@change=${(event: Event) => {
							const days = (event.target as HTMLInputElement).valueAsNumber;
							if (days >= 2 && days <= 120) this.change({ ...wish, until: days * 24 });
						}}
				/></label>
			</section>
		`;
	}

	private choose(label: string, all: readonly Choice[], chosen: string, put: (name: string) => void) {
		const one = all.find(({ name }) => name === chosen);
		return html`<label class="line ${all.some(({ label: text }) => text.length > longChoice) ? "long" : ""}" title=${one?.about ?? ""}
			><span>${label}</span
			><select @change=${(event: Event) => put((event.target as HTMLSelectElement).value)}>
				${one === undefined ? html`<option value=${chosen} selected>${chosen}</option>` : nothing}
				${all.map(({ name, label: text }) => html`<option value=${name} ?selected=${name === chosen}>${text}</option>`)}
			</select></label
		>`;
	}

	private openScenario(name: string): void {
		const found = this.kit!.scenarios.find((one) => one.name === name);
		if (found !== undefined) tell(this, "crsim-wish", { wish: found.wish });
	}

	private fact({ name, label, about, unit, value: usual, range }: KitFact) {
		const given = this.wish!.facts[name];
		const value = given ?? this.answer?.patient[name] ?? usual;
		const [least, most] = range ?? [usual / 5, usual * 5];
		const words = `${Number(value.toPrecision(3))} ${saidUnit(unit)}`.trim();
		const put = (event: Event, kind: "crsim-draft" | "crsim-change") => {
			const number = (event.target as HTMLInputElement).valueAsNumber;
			if (Number.isFinite(number) && number >= least && number <= most) tell(this, kind, { wish: withFact(this.wish!, name, number) });
			else (event.target as HTMLInputElement).value = String(value);
		};
		const step = stepFor(least, most);
		return html`<div class="fact" title=${about}>
			<label for=${name}>${label}</label>
			<input id="${name}-typed" class="typed" type="number" min=${least} max=${most} step="any" aria-label="${label}${unit === "" ? "" : `, ${unit}`}" .value=${String(Number(value.toPrecision(4)))} @change=${(event: Event) => put(event, "crsim-change")} />
			<span class="unit soft">${saidUnit(unit)}</span>
			<input
				id=${name}
				type="range"
				min=${least}
				max=${most}
				step=${step}
				.value=${String(value)}
				aria-valuetext=${words}
				@input=${(event: Event) => put(event, "crsim-draft")}
				@change=${(event: Event) => put(event, "crsim-change")}
			/>
			${given === undefined ? nothing : html`<button class="bare" @click=${() => this.change(withFact(this.wish!, name, undefined))} aria-label="${label} as usual" title="As usual">↺</button>`}
		</div>`;
	}

	private individual() {
		const { individual } = this.wish!;
		const put = (patient: number | null) =>
			this.change({ ...this.wish!, individual: patient === null ? null : { seed: individual?.seed ?? usualSeed, patient } });
		return html`<fieldset>
			<legend class="heard">Which patient</legend>
			<label class="check"><input type="radio" name="who" .checked=${individual === null} @change=${() => put(null)} /><span>The nominal patient</span></label>
			<div class="pair">
				<label class="check"><input type="radio" name="who" .checked=${individual !== null} @change=${() => put(1)} /><span>Virtual patient</span></label>
				${
					individual === null
						? nothing
						: html`<input
								class="typed"
								type="number"
								min="1"
								max=${mostPatient}
								aria-label="Number of the virtual patient"
								.value=${String(individual.patient)}
								@change=${(event: Event) => {
									const number = (event.target as HTMLInputElement).valueAsNumber;
									if (Number.isInteger(number) && number >= 1 && number <= mostPatient) put(number);
								}}
							/><button class="small" @click=${() => put((individual.patient % mostPatient) + 1)}>Another</button>`
				}
			</div>
		</fieldset>`;
	}

	private knobs() {
		const { kit, wish } = this;
		const names = Object.keys(wish!.knobs);
		const free = kit!.parameters.filter(({ name }) => !names.includes(name));
		const all = free.map((one) => ({ ...one, label: knobLabel(one), note: one.evidence, about: one.about, other: [one.name, one.of] }));
		return html`<section aria-labelledby="if">
			<h2 id="if">What if</h2>
			${names.map((name) => this.knob(name))}
			${
				names.length >= mostKnobs
					? html`<p class="soft small">${mostKnobs} knobs are as many as can be turned at one time.</p>`
					: html`<crsim-find label="+ A number of the model" .all=${all} @crsim-found=${(event: CustomEvent<{ name: string }>) => this.change(withKnob(wish!, event.detail.name, 1))}></crsim-find>`
			}
		</section>`;
	}

	private knob(name: string) {
		const parameter = this.kit!.parameters.find((one) => one.name === name);
		const times = this.wish!.knobs[name] ?? 1;
		const label = parameter === undefined ? plainName(name) : knobLabel(parameter);
		const value = parameter === undefined ? "" : `${Number((parameter.value * times).toPrecision(3))} ${unitText(parameter.unit)}`.trim();
		const put = (event: Event, kind: "crsim-draft" | "crsim-change") => {
			const power = (event.target as HTMLInputElement).valueAsNumber;
			tell(this, kind, { wish: withKnob(this.wish!, name, Math.abs(power) < knobRange.step ? 1 : Number((10 ** power).toPrecision(3))) });
		};
		return html`<div class="knob">
			<label for="knob-${name}">${label}</label>
			<span class="times">×${Number(times.toPrecision(3))}</span>
			<button class="bare small" aria-label="Remove ${label}" @click=${() => this.change(withKnob(this.wish!, name, undefined))}>✕</button>
			<input
				id="knob-${name}"
				type="range"
				min=${knobRange.least}
				max=${knobRange.most}
				step=${knobRange.step}
				.value=${String(Math.log10(times))}
				aria-valuetext="${Number(times.toPrecision(3))} times, ${value}"
				@input=${(event: Event) => put(event, "crsim-draft")}
				@change=${(event: Event) => put(event, "crsim-change")}
			/>
			<p class="soft small">${value}${parameter === undefined ? nothing : html`, <b class="evidence ${parameter.evidence}">${parameter.evidence}</b> ${parameter.source === parameter.evidence ? "" : parameter.source}`}</p>
		</div>`;
	}

	private change(wish: Wish): void {
		tell(this, "crsim-change", { wish });
	}

	static override styles = [tokens, controls, settingsStyle];
}

/** Scenarios of lessons are opened by their lessons alone. */
const shownScenarios = ({ scenarios }: Kit, { scenario }: Wish): readonly Choice[] =>
	scenarios.filter(({ name, hidden }) => name === scenario || hidden !== true);

/** Products that are meant for the disease first; those of others stay choosable. */
const productsFor = ({ products }: Kit, { disease }: Wish): readonly Choice[] => [
	...products.filter(({ meantFor }) => meantFor.includes(disease)),
	...products
		.filter(({ meantFor }) => !meantFor.includes(disease))
		.map((one) => (one.meantFor.length === 0 ? one : { ...one, label: `${one.label} (not meant for it)` })),
];

/** A step that gives a slider some two hundred places. */
function stepFor(least: number, most: number): number {
	const fine = (most - least) / 200;
	return Number((10 ** Math.floor(Math.log10(fine))).toPrecision(1));
}

/** Long labels are explanations; the name then says which number it is. */
const knobLabel = ({ label, name }: KitParameter): string => (label.length > 48 ? plainName(name) : label);

define("crsim-settings", CrsimSettings);
