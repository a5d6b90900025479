/* The right-hand side as deSolve calls compiled code: behind the outputs stand the parameters, inputs and constants of this stretch. */
#include "rates.h"

void derivatives(int *size, double *t, double *y, double *dy, double *out, int *whole) {
	(void)size;
	double *p = out + whole[0], *u = p + whole[3], *k = u + whole[4];
	rates(*t, y, p, u, k, dy);
}
