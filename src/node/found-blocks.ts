import { blocksOf, type PatientBlock } from "../population/study-blocks.ts";
import type { StudySummary } from "../population/study-summary.ts";
import { refuseFolder as refuse } from "./result-folder.ts";
import { blockIn, blocksAmong, type KeptBlock } from "./study-blocks.ts";
import type { StudyCard } from "./study-folder.ts";

/** A block that is there. */
export interface FoundBlock {
	readonly range: PatientBlock;
	readonly kept: KeptBlock;
}

/** Which of a study's blocks some folders hold. */
export interface FoundBlocks {
	/** Each is read when it is asked for. */
	readonly blocks: Iterable<FoundBlock>;
	/** The card of what is there: its title says so where it is not all of the study. */
	readonly card: StudyCard;
	/** How much it is where it is not all. */
	readonly part?: NonNullable<StudySummary["partial"]>;
}

const runsOf = ({ count, cells }: PatientBlock): number => count * cells.length;

/** A block with all of its patients, or with the most that any folder has; undefined where none has it whole and unchanged. */
export function keptBlock(folders: readonly string[], card: StudyCard, { block, count }: PatientBlock): KeptBlock | undefined {
	let most: KeptBlock | undefined;
	for (const folder of folders) {
		const kept = blockIn(folder, card, block);
		if (kept?.patients === count) return kept;
		if (kept && kept.patients < count && kept.patients > (most?.patients ?? 0)) most = kept;
	}
	return most;
}

/** Refuses when patients are in none of the folders, with their numbers. */
function refuseMissing(folders: readonly string[], missing: readonly PatientBlock[]): void {
	const absent = [...new Set(missing.map(({ from, count }) => `${from} to ${from + count - 1}`))];
	if (absent.length === 0) return;
	const some = absent.slice(0, 5).join(", ");
	const more = absent.length > 5 ? ` and ${absent.length - 5} more blocks` : "";
	refuse(
		folders.join(" "),
		`patients ${some}${more} are missing`,
		"run the missing shards, and name their folders too; --partial joins what is there",
	);
}

/** The blocks of a study that some folders hold; without `partial` an InputError names what is missing. */
export function foundBlocks(folders: readonly string[], card: StudyCard, { partial }: { readonly partial: boolean }): FoundBlocks {
	const places = blocksAmong(folders, card);
	const all = blocksOf(card.head);
	if (partial) return partialBlocks(all, places, card);
	refuseMissing(
		folders,
		all.filter(({ block }) => !places.has(block)),
	);
	return { card, blocks: wholeBlocks(all, places, card) };
}

function* wholeBlocks(all: readonly PatientBlock[], places: ReturnType<typeof blocksAmong>, card: StudyCard): Generator<FoundBlock> {
	for (const range of all) {
		const folders = places.get(range.block)!;
		const kept = keptBlock(folders, card, range);
		if (kept?.patients !== range.count)
			refuse(
				folders.join(" "),
				`block ${range.block} cannot be read, or lacks some of its ${range.count} patients`,
				"sweep into this folder again: only the patients of this block run again",
			);
		else yield { range, kept };
	}
}

/** What is there, with how much of the study it is: said in the title, so that every table, figure and page says it. */
function partialBlocks(all: readonly PatientBlock[], places: ReturnType<typeof blocksAmong>, card: StudyCard): FoundBlocks {
	const held = all.flatMap((range) => {
		const kept = keptBlock(places.get(range.block) ?? [], card, range);
		return kept ? [{ ...range, count: kept.patients }] : [];
	});
	const sum = (blocks: readonly PatientBlock[]) => blocks.reduce((runs, block) => runs + runsOf(block), 0);
	const part = { runs: sum(held), of: sum(all) };
	function* blocks(): Generator<FoundBlock> {
		for (const range of held) yield { range, kept: keptBlock(places.get(range.block)!, card, range)! };
	}
	if (part.runs === part.of) return { card, blocks: blocks() };
	const title = `${card.head.title} (partial: ${part.runs} of ${part.of} runs)`;
	return { card: { ...card, head: { ...card.head, title } }, blocks: blocks(), part };
}
