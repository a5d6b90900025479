/**
 * Other names that people write for a unit, by the unit that they are. They are read right behind a number, or within a unit of a text that
 * holds nothing else; none is reserved, so a parameter may be called `d` or `days`. Each is the very unit: no name changes a magnitude.
 */
const otherNames: Readonly<Record<string, readonly string[]>> = {
	ug: ["mcg", "µg", "μg", "microgram", "micrograms"],
	mg: ["milligram", "milligrams"],
	g: ["gram", "grams"],
	kg: ["kilogram", "kilograms"],
	nL: ["nl"],
	uL: ["ul", "mcL", "µL", "μL", "µl", "μl"],
	mL: ["ml", "milliliter", "milliliters", "millilitre", "millilitres"],
	dL: ["dl"],
	L: ["l", "liter", "liters", "litre", "litres"],
	s: ["sec", "secs", "second", "seconds"],
	min: ["mins", "minute", "minutes"],
	h: ["hr", "hrs", "hour", "hours"],
	day: ["days", "d"],
	week: ["weeks", "wk", "wks"],
	year: ["years", "yr", "yrs"],
	umol: ["µmol", "μmol"],
	m2: ["m²"],
};

const unitByOtherName: ReadonlyMap<string, string> = new Map(
	Object.entries(otherNames).flatMap(([unit, names]) => names.map((name) => [name, unit] as const)),
);

/** The unit that another of its names means: `mcg` is `ug`. Undefined when none goes by it. */
export const unitNamed = (name: string): string | undefined => unitByOtherName.get(name);

/** What to write in place of a word that people write as a unit and that is none here. */
const remedies: readonly { readonly words: readonly string[]; readonly remedy: string }[] = [
	{ words: ["month", "months", "mo"], remedy: "a month has no fixed length; write days" },
	{ words: ["lb", "lbs", "pound", "pounds"], remedy: "write kg; 1 lb is 0.45359237 kg" },
	{ words: ["°C", "℃", "C", "Celsius", "celsius"], remedy: "write degC, as in 38.5 degC" },
	{ words: ["°F", "℉", "F", "degF", "Fahrenheit", "fahrenheit"], remedy: "write degC; 100.4 degrees Fahrenheit are 38 degC" },
	{ words: ["dose", "doses"], remedy: "a dose is given at one time: write 8 mg/kg for 8 mg/kg/dose" },
];

/** The one remedy for a word that is no unit here; undefined when there is none. */
export const remedyFor = (word: string): string | undefined => remedies.find(({ words }) => words.includes(word))?.remedy;

/** What the name of a unit is made of. */
export const unitWord = "(?:°[CF]|[℃℉]|[A-Za-zµμ][A-Za-z0-9µμ]*²?)";
