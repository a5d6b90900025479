import type { RunEvent } from "./run.ts";

/** Treatments that are the therapy itself, not care for its effects. */
const therapy = ["cart_infusion", "fludarabine", "cyclophosphamide", "bendamustine"];

/** What a care team did: every event but the cells, the lymphodepletion before them, and hazards. Empty when nobody acted. */
export const careEvents = (events: readonly RunEvent[]): readonly RunEvent[] =>
	events.filter((e) => e.kind !== "hazard" && !therapy.includes(e.what));
