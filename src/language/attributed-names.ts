/**
 * How a grade is named that leaves out the signs which the bedside takes to be of another cause. Conditions and outcomes write it as a call, and once they are
 * checked it is one name among the others, which no file can give to anything else.
 *
 *     asAttributed("crs")                // "attributed(crs)"
 *     attributedName("attributed(crs)")  // "crs"
 */
export const asAttributed = (grade: string): string => `${attributed}(${grade})`;

/** The function that asks for it. */
export const attributed = "attributed";

/** The grade that such a name is about; undefined for any other name. */
export function attributedName(name: string): string | undefined {
	return name.startsWith(`${attributed}(`) ? name.slice(attributed.length + 1, -1) : undefined;
}

/** How a checked condition about causes names that a sign is there, 1 or 0: `sign(fever)`. */
export const signName = (sign: string): string => `sign(${sign})`;
