import { InputError } from "../input/problem.ts";

/** Tables by name, each of Parquet files with the same columns. */
export type ParquetTables = ReadonlyMap<string, readonly string[]>;

/** What a question found. Numbers too large for a double are texts. */
export interface Answer {
	readonly columns: readonly string[];
	readonly rows: readonly (readonly unknown[])[];
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

function refuse(file: string, message: string, hint: string): never {
	throw new InputError([{ file, line: 1, column: 1, key: "", message, hint }]);
}

/** What is asked of DuckDB: its own types are there only where it is installed. */
interface DuckDb {
	readonly DuckDBInstance: {
		readonly create: (path: string, options: Record<string, string>) => Promise<{ readonly connect: () => Promise<Connection> }>;
	};
}

interface Connection {
	readonly run: (sql: string) => Promise<unknown>;
	readonly runAndReadAll: (
		sql: string,
	) => Promise<{ readonly deduplicatedColumnNames: () => readonly string[]; readonly getRowsJson: () => readonly (readonly unknown[])[] }>;
	readonly closeSync: () => void;
}

/** DuckDB is 70 MB and asked for by few: it is installed by who wants it. */
export async function duckdb(load: () => Promise<DuckDb> = () => import("@duckdb/node-api")): Promise<DuckDb> {
	try {
		return await load();
	} catch {
		return refuse("crsim query", "this needs DuckDB, which is not installed", "npm install @duckdb/node-api");
	}
}

/** Asks tables in SQL. Nothing is fetched from elsewhere and nothing is kept. Throws an InputError with what DuckDB says of a wrong question. */
export async function ask(sql: string, tables: ParquetTables): Promise<Answer> {
	const { DuckDBInstance } = await duckdb();
	const instance = await DuckDBInstance.create(":memory:", { autoinstall_known_extensions: "false", autoload_known_extensions: "false" });
	const connection = await instance.connect();
	try {
		for (const [name, files] of tables)
			await connection.run(`create view ${name} as select * from read_parquet([${files.map(quoted).join(", ")}])`);
		const reader = await connection.runAndReadAll(sql);
		return { columns: reader.deduplicatedColumnNames(), rows: reader.getRowsJson() };
	} catch (error) {
		return refuse(
			"query",
			(error as Error).message,
			`the tables are ${[...tables.keys()].join(" and ")}: "select * from outcomes limit 5"`,
		);
	} finally {
		connection.closeSync();
	}
}
