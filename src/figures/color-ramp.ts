import { ink } from "./theme.ts";

/** Colors from pale to dark, so that more is also darker in gray. */
export type Ramp = readonly string[];

/** Of what one wants little of: severe courses. */
export const harm: Ramp = ["#fdf3e3", "#f8c878", "#e2813f", "#a9303a", "#4f1126"];

/** Of what is looked at beside it: response, days, doses. */
export const neutral: Ramp = ["#eef4f8", "#b9d1e3", "#6f9fc4", "#2f6698", "#123a63"];

const channels = (color: string): readonly number[] => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));

/** The color at a share (0 to 1) of a ramp; paper where it is not known. */
export const rampColor = (ramp: Ramp, share: number): string => {
	if (!Number.isFinite(share)) return ink.paper;
	const at = Math.min(Math.max(share, 0), 1) * (ramp.length - 1);
	const [from, to] = [channels(ramp[Math.floor(at)] as string), channels(ramp[Math.min(Math.floor(at) + 1, ramp.length - 1)] as string)];
	return `#${from
		.map((c, i) =>
			Math.round(c + (at % 1) * ((to[i] as number) - c))
				.toString(16)
				.padStart(2, "0"),
		)
		.join("")}`;
};

/** Ink that reads on a color. */
export const inkOn = (color: string): string => {
	const [r = 0, g = 0, b = 0] = channels(color);
	return 0.299 * r + 0.587 * g + 0.114 * b < 140 ? ink.paper : ink.strong;
};
