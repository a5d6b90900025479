import { parseTeachingFigure } from "../../src/lesson/parse-teaching-figure.ts";
import type { TeachingFigure } from "../../src/lesson/teaching-figure.ts";
import { ofPaper } from "./a-lesson-text.ts";

/** A teaching figure of the model of paper: two runs, of which the second is the hotter one. */
export const teachingFigureOfPaper = `about: How high is the fever? As high as the parameter says.
until: 3 day
runs:
  - { scenario: paper, about: As it is. }
  - { scenario: paper, about: Higher., set: { fever_height: 3 degC } }
show: [crs, temperature]
numbers: [{ say: highest temperature, is: peak(temperature) }, { say: fever, is: duration(temperature > 38 degC) }]
claims: [{ run: 2, is: peak(temperature) > before(peak(temperature)) }]
`;

/** Reads a teaching figure of the model of paper. */
export const aTeachingFigure = (text: string): TeachingFigure =>
	parseTeachingFigure(text, { name: "paper-figure", file: "figure.yaml", ...ofPaper, endpointsOf: () => ["CRS of any grade"] });
