import { ink, runStyle } from "./theme.ts";

/** How the curve of an arm is told from the others: color, dash and shape differ together, so that print in gray loses nothing. */
export interface ArmLook {
	readonly color: string;
	readonly dash: readonly number[];
	readonly shape: string;
	/** A hollow mark is the second sign where shapes are small. */
	readonly filled: boolean;
}

const shapes = ["circle", "square", "triangle-up", "diamond", "triangle-down", "cross"] as const;

/** Arms beyond the sixth begin anew. */
export const armLook = (place: number): ArmLook => {
	const style = runStyle[place % runStyle.length] as (typeof runStyle)[number];
	return { color: style.color, dash: style.dash, shape: shapes[place % shapes.length] as string, filled: place % 2 === 0 };
};

/** The mark of an arm's points. */
export const armMark = ({ color, shape, filled }: ArmLook) => ({
	type: "point" as const,
	shape,
	size: 46,
	opacity: 1,
	fill: filled ? color : ink.paper,
	stroke: color,
	strokeWidth: 1.5,
});

/** The line of an arm. */
export const armLine = ({ color, dash }: ArmLook) => ({ color, ...(dash.length > 0 ? { strokeDash: [...dash] } : {}) });

/** At most so many arms can be told apart. */
export const mostArms = runStyle.length;
