import { checkShape, shape } from "../input/shape.ts";
import { partReader } from "../language/read-parts.ts";
import { about, expression } from "../model/module-shape.ts";
import { fileOf, type ModelReading } from "../model/read-model.ts";
import type { Stay } from "./stay.ts";

const stayShape = shape.strictObject({
	about,
	begins: expression("A patient who is elsewhere comes when it holds.", "crs >= 3"),
	ends: expression("A patient who is there leaves when it holds.", "held(crs <= 1) >= 24 h"),
	source: shape.string().min(1).meta({ description: "Where the rule comes from; assumed: nothing stands behind it." }),
	evidence: shape.enum(["measured", "fitted", "assumed"]),
});

/** `stay.yaml`: where patients are cared for, and when they come and go. */
export const staysShape = shape.strictObject({
	about,
	stays: shape.record(shape.string(), stayShape).meta({ description: "Places of care by name." }),
});

/** The places of care of a model's folder; none when it has no such file. Their conditions are checked with what asks for them. */
export function readStays(reading: ModelReading): ReadonlyMap<string, Stay> {
	const yaml = fileOf(reading, "stay.yaml");
	const body = yaml && checkShape(yaml, staysShape, reading.problems);
	if (!yaml || !body) return new Map();
	const read = partReader(yaml, reading.problems);
	return new Map(
		Object.entries(body.stays).flatMap(([name, { about: words }]) => {
			read.name(["stays", name]);
			const [begins, ends] = [read.formula(["stays", name, "begins"]), read.formula(["stays", name, "ends"])];
			return begins && ends ? [[name, { name, about: words, begins, ends }] as const] : [];
		}),
	);
}
