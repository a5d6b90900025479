/** Rules that trigger each other at one instant without an end. */
export class RuleLoop extends Error {
	override readonly name = "RuleLoop";
}
