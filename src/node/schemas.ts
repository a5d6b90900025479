import { bindShape } from "../chart/read-bind.ts";
import { fitShape } from "../fit/fit-shape.ts";
import { toxicitiesShape } from "../grading/read-toxicities.ts";
import { jsonSchema } from "../input/shape.ts";
import { lessonShape } from "../lesson/lesson-shape.ts";
import { teachingFigureShape } from "../lesson/teaching-figure-shape.ts";
import { figureShape } from "../model/figure-shape.ts";
import { mapShape } from "../model/map-shape.ts";
import { modelShape, moduleShape, valueSetShape } from "../model/module-shape.ts";
import { populationShape } from "../model/population-shape.ts";
import { evidenceShape } from "../model/read-evidence.ts";
import { magnitudesShape } from "../model/read-magnitudes.ts";
import { usualRangeShape } from "../model/read-usual-ranges.ts";
import { parameterSetsShape } from "../population/parameter-sets-shape.ts";
import { studyShape } from "../population/study-shape.ts";
import { eitherScenarioShape } from "../scenario/scenario-shape.ts";
import { protocolShape } from "../treatment/protocol-shape.ts";
import { attributionShape } from "../treatment/read-attribution.ts";
import { chartingShape } from "../treatment/read-charting.ts";
import { staysShape } from "../treatment/read-stays.ts";
import { treatmentShape } from "../treatment/treatment-shape.ts";
import { trialShape } from "../trial/trial-shape.ts";

const schemas = {
	"scenarios/scenario.schema.json": [eitherScenarioShape, "crsim scenario"],
	"scenarios/study.schema.json": [studyShape, "crsim study"],
	"scenarios/trial.schema.json": [trialShape, "crsim trial"],
	"scenarios/fit.schema.json": [fitShape, "crsim fit"],
	"scenarios/lesson.schema.json": [lessonShape, "crsim lesson"],
	"scenarios/teaching-figure.schema.json": [teachingFigureShape, "crsim teaching figure"],
	"scenarios/parameter-sets.schema.json": [parameterSetsShape, "crsim parameter sets"],
	"scenarios/protocol.schema.json": [protocolShape, "crsim protocol"],
	"models/model.schema.json": [modelShape.extend({ bind: bindShape, toxicities: toxicitiesShape }), "crsim model"],
	"models/module.schema.json": [moduleShape, "crsim model page"],
	"models/figure.schema.json": [figureShape, "crsim figure"],
	"models/map.schema.json": [mapShape, "crsim map of a model"],
	"models/magnitudes.schema.json": [magnitudesShape, "crsim magnitudes"],
	"models/evidence.schema.json": [evidenceShape, "crsim evidence of a model"],
	"models/usual.schema.json": [usualRangeShape, "crsim usual range of a fact"],
	"models/attribution.schema.json": [attributionShape, "crsim attribution"],
	"models/stay.schema.json": [staysShape, "crsim stays"],
	"models/charting.schema.json": [chartingShape, "crsim charting"],
	"models/treatment.schema.json": [treatmentShape, "crsim treatment"],
	"models/population.schema.json": [populationShape, "crsim population"],
	"models/values.schema.json": [valueSetShape, "crsim product or disease"],
} as const;

/** The JSON Schemas that editors read, by their path in the project: made from the shapes that validate, so that the two cannot differ. */
export function schemaFiles(): Map<string, string> {
	return new Map(
		Object.entries(schemas).map(([path, [shape, title]]) => [path, `${JSON.stringify(jsonSchema(shape, title), null, "\t")}\n`]),
	);
}
