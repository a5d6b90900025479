import { aRunOf, treated, valueAt, doseTimes, told, aScenario, column } from "./a-scenario.ts";
try {
const r = aRunOf(treated(["give: drug, dose: 100 mg, at: 0 h", "give: oxygen, device: cpap, at: 3 h, for: 5 h","give: saline, at: 2 h"]));
console.log(valueAt(r,"drug",10), 100*Math.exp(-1), r.solver, valueAt(r,"breathed",10), r.grades.crs.points.length, r.grades.crs.worst, r.grades.crs.onset, [...r.trajectory.columns.keys()]);
console.log(r.changes, [...r.trajectory.times].slice(20,40));
} catch(e) { console.log(e); }
