/* CVODE as it comes: BDF, Newton, dense matrix, Jacobian by differences. Reads a replay, runs it several times, writes counts and states. */
#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <sunlinsol/sunlinsol_dense.h>
#include <sunmatrix/sunmatrix_dense.h>
#include "replay.h"
#include "rates.h"

static double *p, *u, *k;

static int f(realtype t, N_Vector y, N_Vector dy, void *data) {
	(void)data;
	rates(t, NV_DATA_S(y), p, u, k, NV_DATA_S(dy));
	return 0;
}

int main(int argc, char **argv) {
	(void)argc;
	FILE *in = fopen(argv[1], "rb");
	double *head = numbers(in, 7);
	long size = head[0], np = head[1], nu = head[2], nk = head[3], stretches = head[4], rounds = head[5];
	double *start = numbers(in, size), *absolute = numbers(in, size);
	p = numbers(in, np);
	k = numbers(in, nk);
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
	double *states = malloc(sizeof(double) * rows * size);
	SUNContext context;
	SUNContext_Create(NULL, &context);
	N_Vector y = N_VNew_Serial(size, context), tolerance = N_VMake_Serial(size, absolute, context);
	SUNMatrix matrix = SUNDenseMatrix(size, size, context);
	SUNLinearSolver linear = SUNLinSol_Dense(y, matrix, context);
	void *cvode = CVodeCreate(CV_BDF, context);
	CVodeInit(cvode, f, start ? about[0][0] : 0, y);
	CVodeSVtolerances(cvode, head[6], tolerance);
	CVodeSetLinearSolver(cvode, linear, matrix);
	CVodeSetMaxNumSteps(cvode, 1000000);
	double best = 1e300;
	long steps = 0, failures = 0, evaluations = 0;
	for (long round = 0; round < rounds; round++) {
		double begun = milliseconds();
		double *row = states;
		steps = failures = evaluations = 0;
		for (long j = 0; j < size; j++) NV_Ith_S(y, j) = start[j];
		for (long i = 0; i < stretches; i++) {
			u = inputs[i];
			for (long j = 0; j < (long)about[i][2]; j++) {
				double *jump = jumps[i] + 3 * j, *one = &NV_Ith_S(y, (long)jump[0]);
				*one = jump[1] * *one + jump[2];
			}
			CVodeReInit(cvode, about[i][0], y);
			CVodeSetStopTime(cvode, about[i][1]);
			for (long j = 0; j < (long)about[i][3]; j++) {
				realtype reached;
				if (CVode(cvode, hours[i][j], y, &reached, CV_NORMAL) < 0) return 3;
				for (long s = 0; s < size; s++) *row++ = NV_Ith_S(y, s);
			}
			long s, e, l, r;
			CVodeGetNumSteps(cvode, &s);
			CVodeGetNumRhsEvals(cvode, &e);
			CVodeGetNumLinRhsEvals(cvode, &l);
			CVodeGetNumErrTestFails(cvode, &r);
			steps += s;
			evaluations += e + l;
			failures += r;
		}
		double took = milliseconds() - begun;
		if (took < best) best = took;
	}
	double counts[4] = {best, steps, failures, evaluations};
	fwrite(counts, sizeof(double), 4, stdout);
	fwrite(states, sizeof(double), rows * size, stdout);
	return 0;
}
