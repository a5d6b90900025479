import type { XmlElement } from "./read-xml.ts";
import type { SbmlEvent } from "./sbml-model.ts";

const child = (at: XmlElement | undefined, name: string) => at?.children.find((one) => one.name === name);
const mathOf = (at: XmlElement | undefined) => child(at, "math")?.children[0];
const isFalse = (at: XmlElement | undefined, name: string) => ["false", "0"].includes(at?.attributes[name] ?? "");

/** The events of an SBML file. Before level 3 a trigger that holds at the start has held before, and every event persists. */
export function readEvents(events: readonly XmlElement[]): SbmlEvent[] {
	return events.map((at) => {
		const trigger = child(at, "trigger");
		return {
			at,
			id: at.attributes["id"],
			trigger: mathOf(trigger),
			delay: mathOf(child(at, "delay")),
			priority: mathOf(child(at, "priority")),
			persists: !isFalse(trigger, "persistent"),
			fromStart: isFalse(trigger, "initialValue"),
			values: isFalse(at, "useValuesFromTriggerTime") ? "execution" : "trigger",
			assignments: (child(at, "listOfEventAssignments")?.children ?? [])
				.filter(({ name }) => name === "eventAssignment")
				.map((one) => ({ at: one, variable: one.attributes["variable"] ?? "", math: mathOf(one) })),
		};
	});
}
