import type { Dose, PlannedTreatment } from "../scenario/plan.ts";

type DeviceDose = Extract<Dose, { kind: "device" }>;

const sameSettings = (a: DeviceDose, b: DeviceDose): boolean =>
	a.device === b.device && (["flow", "fio2", "peep"] as const).every((key) => a.settings[key] === b.settings[key]);

/** How much a device gives, to compare settings of one device. */
const strength = ({ settings }: DeviceDose): number => settings.fio2 ?? settings.flow ?? 0;

/**
 * Where on its ladder a treatment stands: 0 with no device, else the number of the step. A device or setting that is not on the ladder
 * counts as the highest step that gives no more.
 */
export function stepOf(
	{ ladder, deviceLimits }: Pick<PlannedTreatment<unknown>, "ladder" | "deviceLimits">,
	running: DeviceDose | null,
): number {
	if (!running) return 0;
	const exact = ladder.findIndex((step) => sameSettings(step, running));
	if (exact >= 0) return exact + 1;
	const devices = Object.keys(deviceLimits);
	const rank = ({ device }: DeviceDose) => devices.indexOf(device);
	const givesNoMore = (step: DeviceDose) =>
		rank(step) < rank(running) || (step.device === running.device && strength(step) <= strength(running));
	return ladder.findLastIndex(givesNoMore) + 1;
}
