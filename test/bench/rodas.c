/*
 * The program's own method in C: the same tableau, control of steps and generated algebra (rates, Jacobian, elimination) as machine code of a compiler, which
 * is the limit of what a kernel can reach. Reads a replay, runs it several times, writes counts and states.
 */
#include <float.h>
#include <string.h>
#include "replay.h"
#include "rodas.h"

typedef double vector[N];

static double *p, *u, *k, tolerance, *absolute;
static vector y, next, f, slope, stage[STAGES], bent[BENDS], allowed, relative;
static double q[PARTS + 1], j[ENTRIES + 1], m[MEMORY + 1];
static int moving;
static long steps, rejected, evaluations;

static double size(const double *values) {
	double worst = 0;
	for (int i = 0; i < N; i++) {
		double before = fabs(y[i]), after = fabs(next[i]);
		double share = fabs(values[i]) / (allowed[i] + relative[i] * (before > after ? before : after));
		if (!(share < INFINITY && after < INFINITY)) return NAN;
		if (share > worst) worst = share;
	}
	return worst;
}

static void linear(double t) {
	evaluations++;
	linearize(t, y, p, u, k, q, f, slope, j);
	for (int i = 0; i < ENTRIES; i++) if (!isfinite(j[i])) j[i] = 0;
	moving = 0;
	for (int i = 0; i < N; i++) {
		if (!isfinite(f[i])) exit(3);
		if (slope[i] != 0) moving = 1;
	}
}

static double trial(double t, double h) {
	if (!factorize(1 / (h * GAMMA), j, m)) return NAN;
	evaluations += STAGES - 1;
	for (int s = 0; s < STAGES; s++) {
		double *here = stage[s];
		if (s > 0) {
			if (CONTINUES[s]) for (int i = 0; i < N; i++) next[i] += stage[s - 1][i];
			else {
				memcpy(next, y, sizeof(vector));
				for (int r = 0; r < s; r++) for (int i = 0; i < N; i++) next[i] += A[s][r] * stage[r][i];
			}
			rates(t + ALPHA[s] * h, next, p, u, k, here);
		} else memcpy(here, f, sizeof(vector));
		for (int r = 0; r < s; r++) {
			double weight = C[s][r] / h;
			for (int i = 0; i < N; i++) here[i] += weight * stage[r][i];
		}
		if (moving && D[s] != 0) for (int i = 0; i < N; i++) here[i] += h * D[s] * slope[i];
		forward(m, here);
		backward(m, here);
	}
	for (int i = 0; i < N; i++) next[i] += stage[STAGES - 1][i];
	return size(stage[STAGES - 1]);
}

static void inside(double share, double *out) {
	for (int i = 0; i < N; i++) {
		double bend = 0;
		for (int row = BENDS - 1; row >= 0; row--) bend = bent[row][i] + share * bend;
		out[i] = y[i] + share * (next[i] - y[i]) + share * (1 - share) * bend;
	}
}

static void bend(void) {
	memset(bent, 0, sizeof(bent));
	for (int row = 0; row < BENDS; row++)
		for (int s = 0; s < STAGES; s++) for (int i = 0; i < N; i++) bent[row][i] += DENSE[row][s] * stage[s][i];
}

static double first_step(double from) {
	memcpy(next, y, sizeof(vector));
	double state = size(y), speed = size(f);
	double tiny = state < 1e-5 || speed < 1e-5 ? 1e-6 : 0.01 * state / speed;
	for (int i = 0; i < N; i++) next[i] += tiny * f[i];
	evaluations++;
	rates(from + tiny, next, p, u, k, stage[0]);
	for (int i = 0; i < N; i++) stage[0][i] -= f[i];
	double turn = size(stage[0]) / tiny, fastest = speed > turn ? speed : turn;
	double guess = fastest <= 1e-15 ? fmax(1e-6, tiny * 1e-3) : pow(0.01 / fastest, 1.0 / ORDER);
	return isfinite(guess) ? fmin(100 * tiny, guess) : 1e-6;
}

static double limited(double factor) { return fmin(6, fmax(0.2, factor)); }

/* One leg; gives the length that the next step would have. */
static double leg(double from, double to, double hint, const double *hours, long count, double **row) {
	double time = from, last = 0, last_error = 1, exponent = 1.0 / (EMBEDDED + 1), wish;
	int stumbled = 0;
	linear(from);
	wish = first_step(from);
	if (hint > 0) wish = fmin(hint, 10 * wish);
	for (long written = 0;;) {
		double left = to - time, h = left <= wish * 1.01 ? left : left < 2 * wish ? left / 2 : wish, error = trial(time, h);
		if (!(error <= 1)) {
			stumbled = 1;
			rejected++;
			wish = isfinite(error) ? h * limited(0.9 / pow(error, exponent)) : h * 0.1;
			if (wish < 1e-11) exit(4);
			continue;
		}
		double end = h == left ? to : time + h, least = fmax(error, 1e-10), factor = 0.9 / pow(least, exponent);
		if (last > 0) factor = fmin(factor, h / last * 0.9 * pow(last_error / (least * least), exponent));
		last = h;
		last_error = fmax(error, 1e-2);
		double dared = h * limited(factor);
		if (stumbled) dared = fmin(dared, h);
		wish = h < wish ? fmax(wish, dared) : dared;
		stumbled = 0;
		steps++;
		int is_bent = 0;
		for (; written < count && hours[written] <= end; written++, *row += N) {
			if (hours[written] == end) memcpy(*row, next, sizeof(vector));
			else {
				if (!is_bent) bend();
				is_bent = 1;
				inside((hours[written] - time) / (end - time), *row);
			}
		}
		time = end;
		memcpy(y, next, sizeof(vector));
		if (time >= to) return wish;
		linear(time);
	}
}

int main(int argc, char **argv) {
	(void)argc;
	FILE *in = fopen(argv[1], "rb");
	double *head = numbers(in, 7);
	long np = head[1], nu = head[2], nk = head[3], stretches = head[4], rounds = head[5];
	if (head[0] != N) return 5;
	double *start = numbers(in, N);
	absolute = numbers(in, N);
	tolerance = head[6];
	p = numbers(in, np);
	k = numbers(in, nk);
	for (int i = 0; i < N; i++) {
		double part = FADES[i] ? 10 : SHARE;
		allowed[i] = absolute[i] * part;
		relative[i] = tolerance * part;
	}
	double **about = malloc(sizeof(double *) * stretches), **inputs = malloc(sizeof(double *) * stretches);
	double **jumps = malloc(sizeof(double *) * stretches), **hours = malloc(sizeof(double *) * stretches);
	long rows = 0;
	for (long i = 0; i < stretches; i++) {
		about[i] = numbers(in, 4); /* from, to, jumps, hours */
		inputs[i] = numbers(in, nu);
		jumps[i] = numbers(in, 3 * (long)about[i][2]); /* state, keep, add */
		hours[i] = numbers(in, (long)about[i][3]);
		rows += (long)about[i][3];
	}
	double *states = malloc(sizeof(double) * rows * N), best = 1e300;
	for (long round = 0; round < rounds; round++) {
		double begun = milliseconds(), *row = states, hint = 0;
		steps = rejected = evaluations = 0;
		memset(slope, 0, sizeof(vector));
		prepare(p, k, q);
		memcpy(y, start, sizeof(vector));
		for (long i = 0; i < stretches; i++) {
			u = inputs[i];
			for (long s = 0; s < (long)about[i][2]; s++) {
				double *jump = jumps[i] + 3 * s, *one = y + (long)jump[0];
				*one = jump[1] * *one + jump[2];
			}
			hint = leg(about[i][0], about[i][1], hint, hours[i], about[i][3], &row);
		}
		double took = milliseconds() - begun;
		if (took < best) best = took;
	}
	double counts[4] = {best, steps, rejected, evaluations};
	fwrite(counts, sizeof(double), 4, stdout);
	fwrite(states, sizeof(double), rows * N, stdout);
	return 0;
}
