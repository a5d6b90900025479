import { fileName } from "../input/file-name.ts";
import type { RunToWrite, scenarioRunner } from "./run-scenario.ts";
import type { CheckedSettings } from "./run-settings.ts";
import type { RunWriters } from "./write-run.ts";

/** A run of one patient of several; `folder`: the one that is his among theirs. */
export interface RunOfPatient extends RunToWrite {
	readonly folder?: string;
}

/** Names of folders, one for each patient: two that would be the same are told apart by their places. */
function foldersOf(ids: readonly string[]): readonly string[] {
	const names = ids.map((id) => fileName(id));
	const same = names.map((name) => name.toLowerCase());
	return names.map((name, i) => (same.indexOf(same[i]!) === same.lastIndexOf(same[i]!) ? name : `${name}-${i + 1}`));
}

/**
 * Runs a scenario for each patient of its table of events, or of the one that was given, in their order; once where there is no table, or where one
 * patient was asked for. Throws an InputError with every problem.
 */
export async function* runsOfPatients(
	file: string,
	settings: CheckedSettings,
	{ run, writer }: { readonly run: ReturnType<typeof scenarioRunner>; readonly writer: RunWriters | undefined },
): AsyncGenerator<RunOfPatient> {
	const { events } = settings.scenario;
	const of = (which: { readonly id: string } | { readonly first: true }) =>
		run(file, { ...settings, scenario: { ...settings.scenario, events: { ...events, ...which } } }, writer);
	if (events?.id !== undefined) return yield await of({ id: events.id });
	const first = await of({ first: true });
	const ids = first.one.loaded.plan.events?.ids ?? [];
	if (ids.length <= 1) return yield first;
	const folders = foldersOf(ids);
	yield { ...first, folder: folders[0]! };
	for (const [i, id] of ids.entries()) if (i > 0) yield { ...(await of({ id })), folder: folders[i]! };
}
