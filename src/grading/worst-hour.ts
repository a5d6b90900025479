import type { GradedLook, GradedStay } from "./stay.ts";

/**
 * The hour to show when scales are laid side by side: of the looks at the worst grade of the first scale that has one, the first at which
 * all grades together are highest. Undefined for a stay without a known grade.
 */
export function worstHour({ looks, courses }: GradedStay): GradedLook | undefined {
	const leading = Object.values(courses).find(({ worst }) => worst !== null);
	if (leading === undefined) return looks[0];
	const atWorst = looks.filter(({ points }) => points[leading.scale]?.grade === leading.worst);
	return atWorst.reduce<GradedLook | undefined>((best, one) => (best === undefined || total(one) > total(best) ? one : best), undefined);
}

function total({ points }: GradedLook): number {
	return Object.values(points).reduce((sum, { grade }) => sum + (grade ?? 0), 0);
}
