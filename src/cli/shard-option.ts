import { onCommandLine, refuse } from "../node/asked.ts";
import { type Shard, scheduledPart } from "../node/scheduler-part.ts";
import { blocksOf } from "../population/study-blocks.ts";
import type { StudyHead } from "../population/study-head.ts";
import { say } from "./speak.ts";

/** The part that `--shard` asks for: `2/8`, or as a scheduler says, `auto` or `auto/8`. What a scheduler says is repeated in words. */
export function shardOf(written: string | undefined): Shard {
	if (written === undefined) return { index: 1, of: 1 };
	const [isAuto, told] = /^auto(?:\/([1-9]\d*))?$/.exec(written.trim()) ?? [];
	if (isAuto !== undefined) {
		const { shard, understood } = scheduledPart(process.env, told === undefined ? undefined : Number(told));
		say(understood);
		return shard;
	}
	const [, index, of] = /^(\d+)\/(\d+)$/.exec(written.trim()) ?? [];
	if (index !== undefined && Number(index) >= 1 && Number(index) <= Number(of)) return { index: Number(index), of: Number(of) };
	return refuse(
		onCommandLine,
		"shard",
		`"${written}" is not a share such as 2/8`,
		"the second of eight parts: --shard 2/8; as a scheduler says: --shard auto",
	);
}

/** Refuses more parts than a study has blocks: some would be empty. */
export function checkParts(head: StudyHead, { of }: Shard): void {
	const blocks = blocksOf(head).length;
	if (of <= blocks) return;
	const some = blocks === 1 ? "1 block of patients" : `${blocks} blocks of patients`;
	refuse(
		onCommandLine,
		"shard",
		`this study is cut into ${some}: ${of} parts would leave some empty`,
		`at most ${blocks}: --shard 1/${blocks}`,
	);
}
