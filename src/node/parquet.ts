import { type ColumnSource, fileWriter, ParquetWriter, schemaFromColumnData } from "hyparquet-writer";

/** A column of a table, in the order of its rows; null where nothing is known. */
export interface TableColumn {
	readonly name: string;
	readonly type: "INT32" | "DOUBLE" | "FLOAT" | "BOOLEAN" | "STRING";
	readonly data: readonly (number | string | boolean | null)[];
}

/** Writes a Parquet file, one row group after the other: memory holds one of them. */
export interface TableWriter {
	/** Every group has the same columns. */
	readonly group: (columns: readonly TableColumn[]) => void;
	readonly finish: () => void;
}

const source = ({ name, type, data }: TableColumn): ColumnSource => ({ name, type, data: data as ColumnSource["data"], nullable: true });

/** Opens a Parquet file for writing; `about` stands in its metadata. */
export function parquetTable(path: string, about: Readonly<Record<string, string>>): TableWriter {
	let writer: ParquetWriter | undefined;
	const kvMetadata = Object.entries(about).map(([key, value]) => ({ key, value }));
	return {
		group: (columns) => {
			const columnData = columns.map(source);
			writer ??= new ParquetWriter({
				writer: fileWriter(path),
				schema: schemaFromColumnData({ columnData }),
				kvMetadata,
				createdBy: "crsim",
			});
			const rows = columns[0]?.data.length ?? 0;
			if (rows > 0) writer.write({ columnData, rowGroupSize: rows });
		},
		finish: () => void writer?.finish(),
	};
}
