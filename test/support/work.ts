/** Milliseconds that the processor has worked for this process: a measure of work that does not grow when the machine has other things to do. */
export function workSoFar(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
}
