import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readYaml } from "../../src/input/located-yaml.ts";
import { type LoadedTrials, loadTrials, type TrialSettings } from "../../src/node/load-trials.ts";
import { home } from "../../src/node/model-files.ts";
import { type ParameterSets, readParameterSets } from "../../src/population/parameter-sets.ts";

type Written = { readonly value: string | number; readonly cv?: number };
type Product = { readonly parameters: Readonly<Record<string, Written>> };

/** What products may differ in. */
const inWhat = ["cytokine_gain", "cart_expansion", "cart_engraftment", "product_neurotoxicity"] as const;

const products = new Map(
	globSync("models/cart-crs/products/*.yaml", { cwd: home }).map((file) => [
		file.replace(/^.*[/\\]|\.yaml$/g, ""),
		readYaml(readFileSync(join(home, file), "utf8"), file).value as Product,
	]),
);

/** What a product would have to be set to, to be axi-cel in all but one parameter. */
const madeAlike = (own: Product["parameters"], kept: string) =>
	Object.fromEntries(
		inWhat.flatMap((name) => {
			const [mine, theirs] = [own[name]!, products.get("axi-cel")!.parameters[name]!];
			const spread = theirs.cv === undefined || mine.cv === undefined ? {} : { spread: `${theirs.cv / mine.cv}x` };
			return name === kept ? [] : [[name, { value: theirs.value, ...spread }]];
		}),
	);

/** Products that are axi-cel in all but one parameter. */
function differingIn(kept: (typeof inWhat)[number]): ParameterSets {
	const set = Object.fromEntries([...products].map(([name, { parameters }]) => [name, madeAlike(parameters, kept)]));
	return readParameterSets(readYaml(JSON.stringify({ about: "A test.", source: "a test", sets: [set] }), "alike.yaml"));
}

/** The model, and simpler ones that it must beat. */
export const rivals: Readonly<Record<string, Partial<TrialSettings>>> = {
	"the model": {},
	"no drug of care acts": { inert: true },
	"products differ in cytokine output alone": { sets: differingIn("cytokine_gain") },
	"products differ in growth alone": { sets: differingIn("cart_expansion") },
	"products differ in their coupling to the brain alone": { sets: differingIn("product_neurotoxicity") },
};

/** Trials as one of them has them. */
export const loadedFor = (rival: string, names: readonly string[], patients: number): LoadedTrials =>
	loadTrials(names, settingsOf(rival, patients));

/** Other virtual patients than those of any fit. */
export const settingsOf = (rival: string, patients: number): TrialSettings => ({
	patients,
	seed: 4711,
	changes: {},
	asker: "test",
	inert: false,
	...rivals[rival],
});
