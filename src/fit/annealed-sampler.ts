import { exp } from "../elementary/exponential.ts";
import { log } from "../elementary/logarithm.ts";
import { normalQuantile } from "../random/normal.ts";
import { uniform } from "../random/stream.ts";
import { CholeskyDecomposition, Matrix } from "./matrix.ts";

/** A place among all virtual patients: coordinates that are standard normal before any data. */
export type Point = readonly number[];

export interface Annealing {
	/** Coordinates of a point. */
	readonly dimensions: number;
	readonly members: number;
	readonly seed: number;
	/** How many data there are: of the patients who fit, the mean misfit is about this. */
	readonly data: number;
	/** Minus twice the log likelihood of points, less what is the same for all; infinite where nothing can be said. Asked of many at once. */
	readonly misfits: (points: readonly Point[]) => Promise<readonly number[]>;
	/** Told before each stage. */
	readonly onStage?: (stage: Stage) => void;
	readonly settings?: Partial<AnnealingSettings>;
}

export interface AnnealingSettings {
	/** Share of the members that their weights may leave at each stage. */
	readonly leave: number;
	/** Moves of every member in a stage. */
	readonly moves: number;
	readonly mostStages: number;
}

export interface Stage {
	readonly stage: number;
	/** To which power the likelihood counts. */
	readonly power: number;
	/** Share of the proposed moves that were taken. */
	readonly taken: number;
	/** Least and mean misfit of the members. */
	readonly least: number;
	readonly mean: number;
}

/** Distinct points with their weights, which add up to 1. */
export interface Annealed {
	readonly points: readonly Point[];
	readonly weights: readonly number[];
	readonly misfits: readonly number[];
	/** To which power the likelihood counts at the end: 1, or less where even the nearest patients lie farther off than the errors allow. */
	readonly power: number;
	/**
	 * Of how many points of equal weight they are worth (Kish): points that stand at one place count once, and so do those that come from one member of a few stages ago, since few moves lie
	 * between them.
	 */
	readonly effective: number;
	readonly stages: readonly Stage[];
	/** Points whose misfit was asked. */
	readonly asked: number;
}

const usual: AnnealingSettings = { leave: 0.5, moves: 2, mostStages: 60 };

/** Of how many equal weights these are worth. */
export const effectiveNumber = (weights: readonly number[]): number => {
	const sum = weights.reduce((a, b) => a + b, 0);
	return (sum * sum) / weights.reduce((a, b) => a + b * b, 0);
};

/** Weights for more of the likelihood to count, the largest 1. */
function weightsFor(misfits: readonly number[], more: number): readonly number[] {
	const least = misfits.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
	return misfits.map((misfit) => (Number.isFinite(misfit) ? exp(-0.5 * more * (misfit - least)) : 0));
}

/** The next power: as far as the weights leave enough of the members, and no farther than the end. */
function nextPower(misfits: readonly number[], { power, end, leave }: { power: number; end: number; leave: number }): number {
	const enough = leave * misfits.length;
	const leaves = (next: number) => effectiveNumber(weightsFor(misfits, next - power));
	if (leaves(end) >= enough) return end;
	let [low, high] = [power, end];
	for (let i = 0; i < 50; i++) {
		const middle = (low + high) / 2;
		if (leaves(middle) >= enough) low = middle;
		else high = middle;
	}
	return low;
}

/** Systematic resampling: whose copies stand in each place. */
function resampled(weights: readonly number[], draw: number): readonly number[] {
	const sum = weights.reduce((a, b) => a + b, 0);
	let [place, below] = [0, weights[0]!];
	return weights.map((_, i) => {
		const aim = ((i + draw) / weights.length) * sum;
		while (below < aim && place < weights.length - 1) below += weights[++place]!;
		return place;
	});
}

/** Stages after which members that come from one are taken to know nothing of each other. */
const remembered = 3;

/** Of how many members the present ones come, by whose copies stood in each place at the last stages. */
function linesOf(places: readonly (readonly number[])[], count: number): number {
	const first = places.slice(-remembered).reduceRight(
		(now, before) => now.map((place) => before[place]!),
		Array.from({ length: count }, (_, j) => j),
	);
	return effectiveNumber([...Map.groupBy(first, (j) => j).values()].map((same) => same.length));
}

/** A normal distribution from which moves are proposed. */
interface Reference {
	readonly center: readonly number[];
	/** Square root of the covariance, lower triangular. */
	readonly root: readonly (readonly number[])[];
}

const square = (x: number): number => x * x;
const meanOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/** By so much the reference is wider than the members: from a narrower one they would never find out of where they happen to be. */
const wider = 1.3;
/** A coordinate that hardly differs among the members is not narrower than this share of what it was before any data. */
const narrowest = 0.02;

/**
 * A normal distribution about that of the members, a little wider. Coordinates of which the data say nothing that so few members could tell stay what they were before any. Correlations
 * are shrunk as far as they could be chance (Schäfer and Strimmer 2005, doi:10.2202/1544-6115.1175).
 */
function referenceOf(points: readonly Point[]): Reference {
	const [count, size] = [points.length, points[0]!.length];
	const means = Array.from({ length: size }, (_, d) => meanOf(points.map((point) => point[d]!)));
	const sds = means.map((mean, d) =>
		Math.max(narrowest, Math.sqrt(points.reduce((sum, point) => sum + square(point[d]! - mean), 0) / (count - 1))),
	);
	const isTold = sds.map((sd) => wider * sd < 1);
	const center = means.map((mean, d) => (isTold[d] ? mean : 0));
	const safe = sds.map((sd, d) => (isTold[d] ? wider * sd : 1));
	const scaled = new Matrix(points.map((point) => point.map((value, d) => (isTold[d] ? (value - means[d]!) / sds[d]! : 0))));
	const correlations = scaled
		.transpose()
		.mmul(scaled)
		.div(count - 1);
	let [chance, all] = [0, 0];
	for (let a = 0; a < size; a++)
		for (let b = 0; b < a; b++) {
			const r = correlations.get(a, b);
			all += r * r;
			chance += square(1 - r * r) / (count - 1);
		}
	const kept = all > 0 ? Math.max(0, 1 - chance / all) : 0;
	const covariance = Matrix.zeros(size, size);
	for (let a = 0; a < size; a++)
		for (let b = 0; b < size; b++) covariance.set(a, b, safe[a]! * safe[b]! * (a === b ? 1 : kept * correlations.get(a, b)));
	return { center, root: new CholeskyDecomposition(covariance).lowerTriangularMatrix.to2DArray() };
}

const times = (root: Reference["root"], v: readonly number[]): number[] =>
	root.map((row, i) => {
		let sum = 0;
		for (let k = 0; k <= i; k++) sum += row[k]! * v[k]!;
		return sum;
	});

/** Squared distance from the center in the covariance. */
function distance({ center, root }: Reference, point: Point): number {
	const solved: number[] = [];
	for (let i = 0; i < point.length; i++) {
		let sum = point[i]! - center[i]!;
		for (let k = 0; k < i; k++) sum -= root[i]![k]! * solved[k]!;
		solved.push(sum / root[i]![i]!);
	}
	return solved.reduce((sum, x) => sum + x * x, 0);
}

const squared = (point: Point): number => point.reduce((sum, x) => sum + x * x, 0);

interface Members {
	readonly points: readonly Point[];
	readonly misfits: readonly number[];
}

/** One move of every member that leaves the tempered posterior as it is: towards the reference, by a step, taken or not (preconditioned Crank and Nicolson). */
async function moved(
	{ points, misfits }: Members,
	{ reference, power, step, name, annealing }: { reference: Reference; power: number; step: number; name: string; annealing: Annealing },
): Promise<Members & { readonly taken: number }> {
	const { seed, misfits: ask } = annealing;
	const stay = Math.sqrt(1 - step * step);
	const proposed = points.map((point, j) => {
		const noise = times(
			reference.root,
			point.map((_, d) => normalQuantile(uniform({ seed, patient: j }, `${name}/${d}`))),
		);
		return point.map((value, d) => reference.center[d]! + stay * (value - reference.center[d]!) + step * noise[d]!);
	});
	const found = await ask(proposed);
	// Density of the tempered posterior against the reference, as minus twice its logarithm.
	const height = (point: Point, misfit: number) => power * misfit + squared(point) - distance(reference, point);
	const isTaken = points.map((point, j) => {
		const gain = 0.5 * (height(point, misfits[j]!) - height(proposed[j]!, found[j]!));
		return log(uniform({ seed, patient: j }, `${name}/taken`)) < gain;
	});
	return {
		points: points.map((point, j) => (isTaken[j] ? proposed[j]! : point)),
		misfits: misfits.map((misfit, j) => (isTaken[j] ? found[j]! : misfit)),
		taken: isTaken.filter(Boolean).length / points.length,
	};
}

/** Members that stand at the same point are one, with their weights together. */
function distinct({ points, misfits }: Members): Pick<Annealed, "points" | "weights" | "misfits"> {
	const groups = [...Map.groupBy(points.keys(), (j) => points[j]!)];
	return {
		points: groups.map(([point]) => point),
		weights: groups.map(([, places]) => places.length / points.length),
		misfits: groups.map(([, places]) => misfits[places[0]!]!),
	};
}

/**
 * Draws points from a posterior by a sequence of importance samplings: the likelihood counts more at each stage, members are weighed by what is added and resampled, and
 * then moved without changing what they are drawn from (sequential Monte Carlo samplers: Del Moral, Doucet and Jasra 2006, doi:10.1111/j.1467-9868.2006.00553.x;
 * with moves for many coordinates: Kantas, Beskos and Jasra 2014, doi:10.1137/130930364). It ends where the likelihood counts in full, or where the nearest member would lie
 * farther off than the errors allow: they are then taken to be as much larger (Birge 1932, doi:10.1103/PhysRev.40.207).
 *
 *     const { points, weights, effective } = await anneal({ dimensions: 2, members: 200, seed: 1, data: 10, misfits });
 */
export async function anneal(annealing: Annealing): Promise<Annealed> {
	const { dimensions, members: count, seed, data, misfits: ask, onStage } = annealing;
	const { leave, moves, mostStages } = { ...usual, ...annealing.settings };
	const first = Array.from({ length: count }, (_, j) =>
		Array.from({ length: dimensions }, (__, d) => normalQuantile(uniform({ seed, patient: j }, `annealing/${d}`))),
	);
	let members: Members = { points: first, misfits: await ask(first) };
	const stages: Stage[] = [];
	const copied: (readonly number[])[] = [];
	let [power, step] = [0, 0.5];
	for (let stage = 1; stage <= mostStages && power < 1; stage++) {
		const least = Math.min(...members.misfits);
		const end = Math.min(1, data / Math.max(least, 1e-9));
		// What is gained by less than this is not worth the runs.
		if (end <= power * 1.02) break;
		const next = nextPower(members.misfits, { power, end, leave });
		const places = resampled(weightsFor(members.misfits, next - power), uniform({ seed, patient: stage }, "annealing/resampled"));
		power = next;
		copied.push(places);
		members = { points: places.map((place) => members.points[place]!), misfits: places.map((place) => members.misfits[place]!) };
		const reference = referenceOf(members.points);
		let taken = 0;
		for (let move = 0; move < moves; move++) {
			const after = await moved(members, { reference, power, step, name: `annealing/${stage}/${move}`, annealing });
			members = after;
			taken += after.taken / moves;
			// About a quarter of the moves should be taken: long steps are rarely, short ones change little.
			step = Math.min(0.95, Math.max(0.03, step * exp(after.taken - 0.25)));
		}
		stages.push({ stage, power, taken, least, mean: meanOf(members.misfits) });
		onStage?.(stages.at(-1)!);
	}
	const found = distinct(members);
	return {
		...found,
		power,
		effective: Math.min(effectiveNumber(found.weights), linesOf(copied, count)),
		stages,
		asked: count * (1 + moves * stages.length),
	};
}
