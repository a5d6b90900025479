import { isTherapy } from "../chart/role.ts";
import type { RunEvent } from "./run.ts";

/** What a care team did: every event but the cells, the lymphodepletion before them, and hazards. Empty when nobody acted. */
export const careEvents = (events: readonly RunEvent[]): readonly RunEvent[] =>
	events.filter(({ kind, role }) => kind !== "hazard" && !isTherapy(role));
