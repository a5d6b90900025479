/** The figures of `--plots`: `cascade,brain`, `none`; undefined when it was not given. */
export function plotNames(written: string | undefined): readonly string[] | undefined {
	if (written === undefined) return undefined;
	return written === "none" ? [] : written.split(",").map((name) => name.trim());
}
