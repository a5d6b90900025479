// Runs before npm start and npm test: installs the packages when they are missing or older than the lock file, so that either command
// works as the first one in a fresh clone. Plain CommonJS, since an older Node may be the one that runs it.
const { spawnSync } = require("node:child_process");
const { existsSync, statSync, utimesSync } = require("node:fs");
const { join } = require("node:path");
const { ownNode } = require("./node-version.cjs");

const home = join(__dirname, "../..");
const mark = join(home, "node_modules/.package-lock.json");
const lock = join(home, "package-lock.json");
const fresh = existsSync(mark) && statSync(mark).mtimeMs >= statSync(lock).mtimeMs && existsSync(ownNode(home));
if (!fresh) {
	console.error("crsim: installing its packages (once, about 20 s) …");
	const npm = process.env.npm_execpath;
	const [command, args] = npm ? [process.execPath, [npm, "ci", "--loglevel=error"]] : ["npm", ["ci", "--loglevel=error"]];
	// stdout belongs to the command that follows: what npm says goes to stderr.
	const { status } = spawnSync(command, args, { cwd: home, stdio: ["ignore", 2, 2], shell: !npm && process.platform === "win32" });
	if (status !== 0) {
		console.error("crsim: the packages could not be installed; run npm ci and look at what it says.");
		process.exit(1);
	}
	const now = new Date();
	if (existsSync(mark)) utimesSync(mark, now, now);
}
