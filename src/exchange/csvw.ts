import type { Trajectory } from "../trajectory/trajectory.ts";
import { tableUnit } from "../trajectory/unit-text.ts";

/** What is said of a column of a table; numbers with their unit. */
export interface DescribedColumn {
	readonly name: string;
	readonly title?: string;
	readonly datatype: "double" | "integer" | "boolean" | "string";
	/** Of numbers only. */
	readonly unit?: string | undefined;
	/** Whether every row has a value; an empty field is unknown. */
	readonly required?: boolean;
}

interface DescribedTable {
	readonly title: string;
	/** The table's file, beside which the metadata stand. */
	readonly url: string;
	readonly description: string;
	readonly columns: readonly DescribedColumn[];
}

/**
 * W3C CSV on the Web metadata of a table: name, title, datatype and unit of each column.
 * Source: https://www.w3.org/TR/tabular-metadata/; units as UCUM-like text under the property `schema:unitText`.
 *
 *     csvwMetadata({ title: "A run", url: "a.csv", description: "…", columns: [{ name: "time_h", datatype: "double", unit: "h" }] })
 */
export function csvwMetadata({ title, url, description, columns }: DescribedTable): Record<string, unknown> {
	return {
		"@context": ["http://www.w3.org/ns/csvw", { schema: "http://schema.org/" }],
		url,
		"dc:title": title,
		"dc:description": description,
		dialect: { header: true, delimiter: "," },
		tableSchema: {
			columns: columns.map(({ name, title: titles = "", datatype, unit, required = false }) => ({
				name,
				titles: titles === "" ? name : titles,
				datatype,
				required,
				...(required ? {} : { null: "" }),
				...(unit === undefined ? {} : { "schema:unitText": unit }),
			})),
		},
	};
}

/** The metadata of `trajectory.csv`. */
export function trajectoryMetadata({ columns }: Trajectory, { title, url }: { title: string; url: string }): Record<string, unknown> {
	const time: DescribedColumn = { name: "time_h", title: "Time since infusion", datatype: "double", unit: "h", required: true };
	const described = [...columns.values()].map(
		(column): DescribedColumn =>
			column.kind === "number"
				? { name: column.name, title: column.title, datatype: "double", unit: tableUnit(column.unit) }
				: { name: column.name, title: column.title, datatype: "string" },
	);
	return csvwMetadata({ title, url, description: "A simulated patient: for teaching and research only.", columns: [time, ...described] });
}
