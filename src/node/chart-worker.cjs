// What a thread begins with that looks for patients like the one of a chart.
const { keepCompiledCode } = require("./cache-folder.cjs");

keepCompiledCode();
const jobs = import("./chart-jobs.ts");

module.exports = {
	misfits: async (points) => (await jobs).misfits(points),
	courses: async (task) => (await jobs).courses(task),
};
