import type { Trajectory } from "../trajectory/trajectory.ts";
import { tableUnit } from "../trajectory/unit-text.ts";

/**
 * W3C CSV on the Web metadata of `trajectory.csv`: name, title, datatype and unit of each column.
 * Source: https://www.w3.org/TR/tabular-metadata/; units as UCUM-like text under the property `schema:unitText`.
 */
export function trajectoryMetadata({ columns }: Trajectory, { title, url }: { title: string; url: string }): Record<string, unknown> {
	const described = [...columns.values()].map((column) => ({
		name: column.name,
		titles: column.title === "" ? column.name : column.title,
		datatype: column.kind === "number" ? "double" : "string",
		required: false,
		null: "",
		...(column.kind === "number" ? { "schema:unitText": tableUnit(column.unit) } : {}),
	}));
	return {
		"@context": ["http://www.w3.org/ns/csvw", { schema: "http://schema.org/" }],
		url,
		"dc:title": title,
		"dc:description": "A simulated patient: for teaching and research only.",
		dialect: { header: true, delimiter: "," },
		tableSchema: {
			columns: [
				{ name: "time_h", titles: "Time since infusion", datatype: "double", required: true, "schema:unitText": "h" },
				...described,
			],
		},
	};
}
