/** What a simulated course cannot say, for whoever reads one: the same in short as the README's Limits. */
export const knownLimits: readonly string[] = [
	"One run is one patient of the model. Others lie far from it: the spread between patients is mostly assumed, or fitted to the totals of a few trials.",
	"Gains of brain, leak and lung and the sizes of the effects of steroids and anakinra are assumptions: what rests on them is a hypothesis.",
	"Performance status, earlier lines of therapy and bridging have no place in the model; how diameters, volumes or blasts become a tumor burden is assumed.",
	"Grades follow the published scales by the letter: low pressure without support is grade 2 CRS, and oxygen counts only by its device, so an untreated low saturation is not graded.",
];
