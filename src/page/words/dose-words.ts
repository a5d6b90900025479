import { plainName } from "../../trajectory/plain-name.ts";
import type { KitTreatment } from "../kit.ts";
import type { WishedGift, WishedOrder, WishedStretch } from "../wish.ts";
import { capital, dayWords, lengthWords, writtenWords } from "./say.ts";

/** What one act gives: `8 mg/kg`, `0.1 µg/kg/min`, `nasal cannula, 4 L/min`. */
export function giftWords(gift: WishedGift): string {
	switch (gift.kind) {
		case "dose":
			return writtenWords(gift.amount) + (gift.over === null ? "" : ` over ${lengthWords(gift.over)}`);
		case "rate":
			return writtenWords(gift.rate);
		case "device":
			return [plainName(gift.device), ...settingWords(gift.settings)].join(", ");
	}
}

const settingWords = ({ flow, fio2, peep }: Extract<WishedGift, { kind: "device" }>["settings"]): readonly string[] => [
	...(flow === undefined ? [] : [`${flow} L/min`]),
	...(fio2 === undefined ? [] : [`${Math.round(fio2 * 100)} % oxygen`]),
	...(peep === undefined ? [] : [`PEEP ${peep}`]),
];

/** A stretch of equal acts: `10 mg every 6 h for 3 days`. */
export const stretchWords = ({ gift, every, lasts }: WishedStretch): string =>
	[
		giftWords(gift),
		...(every === null ? [] : [`every ${lengthWords(every)}`]),
		...(lasts === null ? [] : [`for ${lengthWords(lasts)}`]),
	].join(" ");

/** The whole regimen: `10 mg every 6 h for 3 days, then 4 mg every 12 h for 2 days`. */
export const regimenWords = ({ stretches }: Pick<WishedOrder, "stretches">): string => stretches.map(stretchWords).join(", then ");

/** The regimen where room is short: `10 mg every 6 h for 3 days, with a taper`. */
export const shortRegimen = ({ stretches }: Pick<WishedOrder, "stretches">): string =>
	`${stretchWords(stretches[0]!)}${stretches.length > 1 ? ", with a taper," : ""}`;

/** What a bar of a lane says when it is moved: `Tocilizumab 8 mg/kg, day 4.0`. */
export const orderWords = (order: WishedOrder, treatment: Pick<KitTreatment, "label"> | undefined): string =>
	`${capital(treatment?.label ?? plainName(order.treatment))} ${regimenWords(order)}, ${dayWords(order.at)}`;
