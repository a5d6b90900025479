import type { ShapeOf } from "../input/shape.ts";
import type { PartReader } from "../language/read-parts.ts";
import type { ModelEvent } from "./model.ts";
import type { eventShape } from "./module-shape.ts";

/** The events of a page whose shape was checked. */
export function readEvents(read: PartReader, section: Record<string, ShapeOf<typeof eventShape>> = {}): ModelEvent[] {
	return Object.entries(section).flatMap(([name, row]) => {
		const path = ["events", name];
		read.name(path);
		const when = read.formula([...path, "when"]);
		const after = row.after === undefined ? null : read.formula([...path, "after"]);
		const priority = row.priority === undefined ? null : read.formula([...path, "priority"]);
		const sets = Object.keys(row.set).flatMap((target) => {
			const at = [...path, "set", target];
			const is = read.formula(at);
			return is ? [{ target, is, place: read.yaml.keyPlace(at) }] : [];
		});
		if (!when || after === undefined || priority === undefined) return [];
		return [
			{
				name,
				about: row.about ?? "",
				place: read.yaml.keyPlace(path),
				when,
				after,
				priority,
				persists: row.persists ?? true,
				fromStart: row.from_start ?? false,
				values: row.values ?? "trigger",
				sets,
			},
		];
	});
}
