import type { Run } from "../simulate/run.ts";

/** Whether a grade was ever held up by a fever that a drug hid. */
export const hasMaskedFever = (run: Run): boolean =>
	Object.values(run.grades).some(({ points }) => points.some((point) => point.fever === "masked" && (point.grade ?? 0) > 0));
