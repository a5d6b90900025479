/** Times closer than this (hours) are one instant; all times are brought to whole multiples of it. */
export const instant = 1e-9;
