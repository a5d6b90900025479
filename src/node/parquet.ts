import { parquetReadObjects } from "hyparquet";
import { ByteWriter, type ColumnSource, fileWriter, ParquetWriter, schemaFromColumnData } from "hyparquet-writer";

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

type Metadata = Readonly<Record<string, string>>;

/** Opens a Parquet file for writing; `about` stands in its metadata. */
export const parquetTable = (path: string, about: Metadata): TableWriter => tableInto(() => fileWriter(path), about);

/** A whole Parquet file in memory, of some row groups. */
export function parquetBytes(groups: readonly (readonly TableColumn[])[], about: Metadata): Uint8Array {
	const bytes = new ByteWriter();
	const table = tableInto(() => bytes, about);
	for (const columns of groups) table.group(columns);
	table.finish();
	return bytes.getBytes();
}

/** The rows of a Parquet file. */
export const parquetRows = (bytes: Uint8Array): Promise<readonly Readonly<Record<string, unknown>>[]> =>
	parquetReadObjects({ file: new Uint8Array(bytes).buffer });

function tableInto(open: () => ByteWriter | ReturnType<typeof fileWriter>, about: Metadata): TableWriter {
	let writer: ParquetWriter | undefined;
	const kvMetadata = Object.entries(about).map(([key, value]) => ({ key, value }));
	return {
		group: (columns) => {
			const columnData = columns.map(source);
			writer ??= new ParquetWriter({ writer: open(), schema: schemaFromColumnData({ columnData }), kvMetadata, createdBy: "crsim" });
			const rows = columns[0]?.data.length ?? 0;
			if (rows > 0) writer.write({ columnData, rowGroupSize: rows });
		},
		finish: () => void writer?.finish(),
	};
}
