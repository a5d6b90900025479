import type { LocatedYaml, Path } from "../input/located-yaml.ts";
import { allowedHint } from "../input/nearest.ts";
import type { PartReader } from "../language/read-parts.ts";
import { gathering } from "../model/read-model.ts";
import { type OpenSibling, readLayers } from "../scenario/extends.ts";
import type { ParseOptions } from "../scenario/parse-scenario.ts";

/** A scenario that a lesson or a teaching figure may begin from. */
export interface BaseScenario {
	readonly file: string;
	readonly text: string;
	readonly open: OpenSibling;
}

/** Where the scenarios stand that they name. */
export interface BaseScenarios {
	readonly names: () => readonly string[];
	readonly open: (name: string) => BaseScenario | undefined;
}

/** The scenario that is named at a path; undefined, with a problem, when there is none. */
export function baseScenario(
	read: PartReader,
	path: Path,
	{ scenarios, models }: { readonly scenarios: BaseScenarios; readonly models: ParseOptions["models"] },
): LocatedYaml | undefined {
	const name = String(read.written(path));
	const base = scenarios.open(name);
	if (base) return gathering(read.problems, () => readLayers(base.text, { ...base, yaml: models.yaml }));
	read.wrong(path, `unknown scenario "${name}"`, `${allowedHint(name, scenarios.names())} See: crsim list scenarios`);
	return undefined;
}
