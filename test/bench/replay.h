/* What the compiled solvers of the bench share: how a replay is read, and the time of the processor that they take. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double *numbers(FILE *in, long count) {
	double *to = malloc(sizeof(double) * (count + 1));
	if (fread(to, sizeof(double), count, in) != (size_t)count) exit(2);
	return to;
}

static double milliseconds(void) {
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return now.tv_sec * 1e3 + now.tv_nsec * 1e-6;
}
