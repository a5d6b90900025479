import { plainName } from "../../trajectory/plain-name.ts";
import { unitText } from "../../trajectory/unit-text.ts";
import type { KitTreatment } from "../kit.ts";
import { html, nothing } from "../lit.ts";
import { type GiftFields, usualFields } from "./gift-form.ts";

/** Takes the fields over when a person has changed one. */
type Take = (fields: GiftFields) => void;

interface Option {
	readonly name: string;
	readonly label: string;
}

/** Fields of what is given: an amount with its unit and route, or a device with its settings. */
export function giftFields(treatment: KitTreatment, fields: GiftFields, take: Take) {
	const typed = (label: string, key: keyof GiftFields) =>
		html`<label class="field"
			>${label}
			<input inputmode="decimal" .value=${fields[key] ?? ""} @input=${(event: Event) => take({ ...fields, [key]: (event.target as HTMLInputElement).value })}
		/></label>`;
	const chosen = (label: string, key: keyof GiftFields, options: readonly Option[]) =>
		html`<label class="field"
			>${label}
			<select @change=${(event: Event) => take(afterChoice({ treatment, fields, key, value: (event.target as HTMLSelectElement).value }))}>
				${options.map(({ name, label }) => html`<option value=${name} ?selected=${name === fields[key]}>${label}</option>`)}
			</select></label
		>`;
	const { kind, units, routes, devices } = treatment;
	if (kind !== "device")
		return html`<div class="two">${typed(kind === "rate" ? "Rate" : "Dose", "amount")} ${chosen("Unit", "unit", optionsOf(units, unitText))}</div>
			${routes.length > 1 ? chosen("Route", "route", optionsOf(routes, plainName)) : nothing}`;
	const ranges = devices.find(({ name }) => name === fields.device)?.ranges ?? {};
	return html`${chosen("Device", "device", devices)}
		<div class="two">
			${ranges.flow ? typed("Flow, L/min", "flow") : nothing} ${ranges.fio2 ? typed("Oxygen, fraction", "fio2") : nothing}
			${ranges.peep ? typed("PEEP, cmH₂O", "peep") : nothing}
		</div>`;
}

const optionsOf = (names: readonly string[], words: (name: string) => string): readonly Option[] =>
	names.map((name) => ({ name, label: words(name) }));

interface Choosing {
	readonly treatment: KitTreatment;
	readonly fields: GiftFields;
	readonly key: keyof GiftFields;
	readonly value: string;
}

/** Another device begins with what is usual of it. */
const afterChoice = ({ treatment, fields, key, value }: Choosing): GiftFields =>
	key === "device" ? usualFields(treatment, value) : { ...fields, [key]: value };
