const { existsSync, mkdirSync } = require("node:fs");
const { dirname } = require("node:path");

/** Makes a folder and those above it. Node's own recursive form never ends where the system answers "no such file" (/proc). */
function makeFolder(folder) {
	if (existsSync(folder)) return;
	makeFolder(dirname(folder));
	mkdirSync(folder);
}

module.exports = { makeFolder };
