import { join } from "node:path";
import type { Asker } from "../language/run-functions.ts";
import { formatUnit } from "../language/units.ts";
import { exitCodes, guarded, result } from "./speak.ts";
import type { CommandModule } from "./yargs.ts";

type Row = readonly string[];

const kinds = [
	"models",
	"scenarios",
	"protocols",
	"studies",
	"outcomes",
	"conditions",
	"treatments",
	"products",
	"diseases",
	"parameters",
	"covariates",
	"columns",
	"devices",
	"plots",
	"scales",
	"methods",
] as const;
type Kind = (typeof kinds)[number];

interface Arguments {
	readonly kind: string;
	readonly model: string;
	readonly models?: string | undefined;
	readonly format: string;
}

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();

async function libraryRows(kind: Kind, { model: name, models: folder }: Arguments): Promise<Row[]> {
	const { modelsAtHand } = await import("../node/scenario-files.ts");
	const models = modelsAtHand(folder);
	if (kind === "models") return [...models.keys()].map((one) => [one, oneLine(models.get(one)!.model.about)]);
	const library = models.get(name);
	if (!library) {
		const [{ InputError }, { allowedHint }] = await Promise.all([import("../input/problem.ts"), import("../input/nearest.ts")]);
		throw new InputError([
			{
				file: "command line",
				line: 1,
				column: 1,
				key: "--model",
				message: `unknown model "${name}"`,
				hint: allowedHint(name, models.keys()),
			},
		]);
	}
	const { model, treatments } = library;
	switch (kind) {
		case "plots":
			return library.figures.filter(({ form }) => form !== "patients").map((one) => [one.name, one.title, oneLine(one.about)]);
		case "treatments":
			return Object.entries(library.formulary).map(([one, { role, simulated }]) => [
				one,
				role,
				simulated ? oneLine(treatments.get(one)!.about) : `known to charts only; ${oneLine(library.charted.get(one) ?? "")}`,
			]);
		case "products":
			return [...model.products.values()].map((one) => [one.name, oneLine(one.about)]);
		case "diseases":
			return [...model.diseases.values()].map((one) => [one.name, oneLine(one.about)]);
		case "devices":
			return [...treatments.values()].flatMap((treatment) =>
				[...treatment.devices.values()].map((device) => [device.name, treatment.name, Object.keys(device.usual).join(", ")]),
			);
		case "covariates":
			return model.modules.flatMap((page) =>
				page.covariates.map((one) => [one.name, `${one.value}`, formatUnit(one.unit), oneLine(one.about)]),
			);
		case "parameters": {
			const pages = [...model.modules, ...[...treatments.values()].map((treatment) => treatment.equations)];
			return pages.flatMap((page) =>
				page.parameters.map((one) => [
					one.name,
					`${one.value}`,
					formatUnit(one.unit),
					one.evidence,
					one.source,
					page.name,
					oneLine(one.about),
				]),
			);
		}
		default:
			return columnRows(library);
	}
}

async function columnRows(library: import("../treatment/library.ts").Library): Promise<Row[]> {
	const { flatten } = await import("../model/flatten.ts");
	const treatments = [...library.treatments.values()];
	const flat = flatten(library.model, { treatments: treatments.map((one) => one.equations) });
	const described = new Map(
		[...flat.inputs.map((one) => ({ ...one, title: "" })), ...flat.flows, ...flat.observables, ...flat.states].map((one) => [
			one.name,
			one,
		]),
	);
	return flat.columns.map((name) => [name, described.get(name)?.unit ?? "", oneLine(described.get(name)?.title ?? "")]);
}

async function functionRows(asker: Asker): Promise<Row[]> {
	const { functionsOf, runFunction, signatureOf } = await import("../language/run-functions.ts");
	return functionsOf(asker).map((name) => [signatureOf(name, asker), runFunction(name, asker)!.about]);
}

async function rowsOf(args: Arguments): Promise<Row[]> {
	const kind = args.kind as Kind;
	switch (kind) {
		case "scenarios": {
			const [{ shippedScenarios, readText }, { home }, { readYaml }] = await Promise.all([
				import("../node/read-text.ts"),
				import("../node/model-files.ts"),
				import("../input/located-yaml.ts"),
			]);
			return shippedScenarios().map((name) => {
				const path = join(home, "scenarios", name);
				const about = (readYaml(readText(path), path).value as { about?: string }).about ?? "";
				return [name.replace(/\.yaml$/, ""), oneLine(about)];
			});
		}
		case "protocols": {
			const [{ protocolsFor }, { home }, { readYaml }] = await Promise.all([
				import("../node/protocol-files.ts"),
				import("../node/model-files.ts"),
				import("../input/located-yaml.ts"),
			]);
			const texts = protocolsFor(join(home, "scenarios", "any.yaml"));
			return [...texts.names()].map((name) => {
				const { file, text } = texts.open(name)!;
				const { about = "" } = readYaml(text, file).value as { about?: string };
				return [name, oneLine(about)];
			});
		}
		case "studies": {
			const [{ findStudy, shippedStudies }, { readText }, { readYaml }] = await Promise.all([
				import("../node/study-texts.ts"),
				import("../node/read-text.ts"),
				import("../input/located-yaml.ts"),
			]);
			return shippedStudies().map((name) => {
				const path = findStudy(name);
				const { about = "" } = readYaml(readText(path), path).value as { about?: string };
				return [name, oneLine(about)];
			});
		}
		case "outcomes": {
			const [{ outcomeFacts }, functions] = await Promise.all([import("../population/outcome-functions.ts"), functionRows("outcome")]);
			return [...functions, ...Object.entries(outcomeFacts).map(([name, { about }]) => [name, about])];
		}
		case "conditions":
			return functionRows("condition");
		case "scales": {
			const { scales } = await import("../grading/scales.ts");
			return Object.values(scales).map((scale) => [scale.id, scale.title, scale.source]);
		}
		case "methods": {
			const { methods, defaultMethod } = await import("../ode/methods.ts");
			return Object.keys(methods).map((name) => [name, name === defaultMethod ? "default" : ""]);
		}
		default:
			return libraryRows(kind, args);
	}
}

/** Columns of equal width; the last one runs free. */
function aligned(rows: readonly Row[]): string {
	const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
	return rows
		.map((row) =>
			row
				.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i]! + 2)))
				.join("")
				.trimEnd(),
		)
		.join("\n");
}

async function list(args: Arguments): Promise<number> {
	const rows = await rowsOf(args);
	result(args.format === "json" ? JSON.stringify(rows) : rows.length === 0 ? "none" : aligned(rows));
	return exitCodes.done;
}

/** `crsim list KIND`: what there is to name in a scenario. */
export const listCommand: CommandModule<unknown, Arguments> = {
	command: "list <kind>",
	describe: `List what can be named: ${kinds.join(", ")}`,
	builder: (yargs) =>
		yargs
			.positional("kind", { type: "string", choices: kinds, demandOption: true, describe: "What to list" })
			.option("model", { type: "string", requiresArg: true, default: "cart-crs", describe: "Of which model" })
			.option("models", { type: "string", requiresArg: true, describe: "A folder with models of your own" })
			.option("format", { type: "string", requiresArg: true, choices: ["table", "json"], default: "table", describe: "What to print" })
			.example("$0 list treatments", "everything that can be given"),
	handler: (args) => guarded(() => list(args)),
};
