import { certainGrade } from "./course.ts";
import type { GradedLook, GradedStay } from "./stay.ts";

/**
 * The hour to show when scales are laid side by side: of the looks at the worst grade of the first scale that has one, the first at which
 * all grades together are highest. A look that is only known to be of a grade of 1 or more counts as that. Its first look where no grade was
 * ever known; undefined for a stay without looks.
 */
export function worstHour({ looks, courses }: GradedStay): GradedLook | undefined {
	const leading = Object.values(courses).find(({ worst }) => worst !== null);
	if (leading === undefined) return looks[0];
	const atWorst = looks.filter(({ points }) => {
		const point = points[leading.scale];
		return point !== undefined && certainGrade(point) === leading.worst;
	});
	return atWorst.reduce<GradedLook | undefined>((best, one) => (best === undefined || total(one) > total(best) ? one : best), undefined);
}

function total({ points }: GradedLook): number {
	return Object.values(points).reduce((sum, point) => sum + (certainGrade(point) ?? 0), 0);
}
