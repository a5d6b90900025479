/** Ways to give oxygen, weakest first. */
export const devices = [
	"none",
	"blow_by",
	"nasal_cannula",
	"simple_mask",
	"venturi",
	"nonrebreather",
	"hfnc",
	"cpap",
	"bipap",
	"invasive",
] as const;

export type DeviceName = (typeof devices)[number];

/** What wards call them, in small letters with underscores for gaps and dashes. */
export const devicesCalled: Readonly<Record<string, DeviceName>> = {
	room_air: "none",
	ra: "none",
	nc: "nasal_cannula",
	nasal_cannulae: "nasal_cannula",
	nasal_prongs: "nasal_cannula",
	face_mask: "simple_mask",
	simple_face_mask: "simple_mask",
	venturi_mask: "venturi",
	non_rebreather: "nonrebreather",
	nonrebreather_mask: "nonrebreather",
	non_rebreather_mask: "nonrebreather",
	nrb: "nonrebreather",
	high_flow_nasal_cannula: "hfnc",
	high_flow: "hfnc",
	ventilator: "invasive",
	mechanical_ventilation: "invasive",
	intubated: "invasive",
};

/** The device of that name. Throws a RangeError for a word that is none. */
export function asDevice(word: string): DeviceName {
	const device = devices.find((d) => d === word);
	if (device === undefined) throw new RangeError(`"${word}" is not an oxygen device; known: ${devices.join(", ")}`);
	return device;
}

/** What is connected: device, flow in L/min, inspired fraction 0.21–1. */
export interface Oxygen {
	readonly device: DeviceName;
	readonly lpm?: number | undefined;
	readonly fio2?: number | undefined;
}

/** Below this flow, L/min, oxygen is a slip of the pen: no cannula is set so low. */
export const LEAST_FLOW = 0.5;

/**
 * What is connected and gives oxygen: null for room air, for a device whose flow is 0, and for nothing.
 *
 *     givenOxygen({ device: "nasal_cannula", lpm: 0 })   // null
 */
export function givenOxygen(oxygen: Oxygen | null | undefined): Oxygen | null {
	if (oxygen === null || oxygen === undefined || oxygen.device === "none" || oxygen.lpm === 0) return null;
	return oxygen;
}
