import { unitText } from "../../trajectory/unit-text.ts";
import type { KitTreatment } from "../kit.ts";
import type { WishedGift } from "../wish.ts";

/** What the fields of the form hold, as written. */
export interface GiftFields {
	readonly amount: string;
	readonly unit: string;
	readonly route: string;
	readonly device: string;
	readonly flow: string;
	readonly fio2: string;
	readonly peep: string;
}

/** The fields as they stand when a treatment is chosen: what is usual. */
export function usualFields({ usual, units, routes, devices }: KitTreatment, device = devices[0]?.name ?? ""): GiftFields {
	const settings = devices.find(({ name }) => name === device)?.usual ?? {};
	const written = (value: number | undefined) => (value === undefined ? "" : String(value));
	return {
		amount: usual === null ? "" : String(usual.value),
		unit: usual?.unit ?? units[0] ?? "",
		route: routes[0] ?? "",
		device,
		flow: written(settings.flow),
		fio2: written(settings.fio2),
		peep: written(settings.peep),
	};
}

const positive = (text: string): number | null => {
	const value = Number(text.trim().replace(",", "."));
	return text.trim() !== "" && Number.isFinite(value) && value > 0 ? value : null;
};

/** What the fields say, or what is wrong with them. */
export type ReadGift =
	| { readonly ok: true; readonly gift: WishedGift; readonly route: string | null }
	| { readonly ok: false; readonly say: string };

/** Reads the form of a treatment. */
export function readGift({ kind, devices, units }: KitTreatment, fields: GiftFields): ReadGift {
	if (kind === "device") return readDevice(devices, fields);
	const value = positive(fields.amount);
	const written = fields.amount.trim() === "" ? `the ${kind} is missing` : `"${fields.amount}" is no ${kind}`;
	if (value === null) return { ok: false, say: `${written}: a number above zero is needed, in ${units.map(unitText).join(" or ")}` };
	const amount = { value, unit: fields.unit };
	const route = fields.route === "" ? null : fields.route;
	return { ok: true, route, gift: kind === "rate" ? { kind, rate: amount } : { kind, amount, over: null } };
}

function readDevice(devices: KitTreatment["devices"], fields: GiftFields): ReadGift {
	const device = devices.find(({ name }) => name === fields.device);
	if (device === undefined) return { ok: false, say: "choose a device" };
	const settings: Record<string, number> = {};
	for (const key of ["flow", "fio2", "peep"] as const) {
		const range = device.ranges[key];
		if (!range) continue;
		const value = positive(fields[key]);
		if (value === null || value < range[0] || value > range[1])
			return { ok: false, say: `${key} of ${device.label}: a number from ${range[0]} to ${range[1]} is needed` };
		settings[key] = value;
	}
	return { ok: true, route: null, gift: { kind: "device", device: device.name, settings } };
}
