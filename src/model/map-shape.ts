import { shape } from "../input/shape.ts";
import { about, quantity } from "./module-shape.ts";

const text = (description: string, example: string) =>
	shape
		.string()
		.min(1)
		.meta({ description, examples: [example] });
const point = shape.tuple([shape.number().min(0).max(20), shape.number().min(0).max(20)]);
const equations = (more: string) =>
	shape
		.array(shape.string())
		.meta({
			description: `Equations through which treatments act on it, more of which makes it ${more}: what writes into a slot, or sets an input, that one of them reads is shown there.`,
			examples: [["vasoplegia_target"]],
		})
		.optional();
const acting = { stronger_with: equations("stronger"), weaker_with: equations("weaker") };

const names = (description: string, example: Readonly<Record<string, string>>) =>
	shape
		.record(shape.string(), shape.string().min(1))
		.meta({ description, examples: [example] })
		.optional();

const groupShape = shape.strictObject({ label: text("Name of the region.", "Blood") });

const boxShape = shape.strictObject({
	label: text("In place of the name of its first column.", "Macrophages").optional(),
	group: text("Region that it stands in.", "blood"),
	shows: shape
		.array(shape.string())
		.min(1)
		.meta({ description: "States or flows that it shows; it swells with the first, and opens the page of that one.", examples: [["il6"]] }),
	at: point.meta({ description: "Column and row of the grid, from 0 at the upper left.", examples: [[2, 0]] }),
	empty: quantity("Where it is empty; left out: at what the patient has at the start of the run.", "0").optional(),
	full: quantity("Where it is full; left out: at the end of the axis of its column that tells its course.", "3000 pg/mL").optional(),
	...acting,
});

const arrowShape = shape.strictObject({
	from: text("Box that acts.", "il6_signal"),
	to: text("Box that it acts on.", "fever"),
	say: text("What it does, in a few words.", "raises the set point"),
	brakes: shape.literal(true).meta({ description: "It holds the other back." }).optional(),
	through: text("Quantity that makes it thick; left out: it is as thick as its first box is full.", "il6_release").optional(),
	empty: quantity("Where it is thinnest; left out: at what the patient has at the start of the run.", "0").optional(),
	full: quantity("Where it is thickest.", "1000 pg/mL/h").optional(),
	struck_at: shape
		.number()
		.min(0)
		.max(1)
		.meta({ description: "Where on its length treatments are drawn; left out: at half of it." })
		.optional(),
	via: shape.array(point).meta({ description: "Points of the grid that it passes on its way." }).optional(),
	...acting,
});

/** `map.yaml`: the model as a map of causes and effects. */
export const mapShape = shape.strictObject({
	about,
	short: names("Names of columns inside of boxes, in place of their short names.", { csf_il6: "CSF IL-6" }),
	called: names("What treatments raise or lower, in place of the names of equations.", { gram_negatives: "growth of bacteria" }),
	groups: shape.record(shape.string(), groupShape).meta({ description: "Regions of the map by name." }),
	boxes: shape.record(shape.string(), boxShape).meta({ description: "What swells as time goes on, by name." }),
	arrows: shape.array(arrowShape).meta({ description: "What acts on what." }),
});
