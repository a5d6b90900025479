const space = 'xmlns="http://www.sbml.org/sbml/level3/version2/core" level="3" version="2"';

/** The text of an SBML file; `inside` stands in its model, each list on lines of its own. */
export const anSbmlFile = (inside: string, model = 'id="paper" timeUnits="second"'): string =>
	`<?xml version="1.0" encoding="UTF-8"?>\n<sbml ${space}>\n<model ${model}>\n${inside}\n</model>\n</sbml>\n`;

export const math = (inside: string): string => `<math xmlns="http://www.w3.org/1998/Math/MathML">${inside}</math>`;

/** Cytokine that is made at a rate and cleared in proportion, beside a drug that is eliminated into nothing. */
export const twoSpecies: string = anSbmlFile(`<listOfCompartments><compartment id="plasma" size="3" constant="true"/></listOfCompartments>
<listOfSpecies>
<species id="S1" compartment="plasma" initialAmount="6" hasOnlySubstanceUnits="false" boundaryCondition="false" constant="false"/>
<species id="cell" name="Cells" compartment="plasma" initialAmount="1" hasOnlySubstanceUnits="true" boundaryCondition="false" constant="false"/>
</listOfSpecies>
<listOfParameters><parameter id="k" value="0.5" constant="true"/></listOfParameters>
<listOfReactions>
<reaction id="loss" reversible="false">
<listOfReactants><speciesReference species="S1" stoichiometry="2" constant="true"/></listOfReactants>
<listOfProducts><speciesReference species="cell" stoichiometry="1" constant="true"/></listOfProducts>
<kineticLaw>${math("<apply><times/><ci>plasma</ci><ci>k</ci><ci>S1</ci></apply>")}</kineticLaw>
</reaction>
</listOfReactions>`);
