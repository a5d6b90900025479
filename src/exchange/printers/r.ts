import { runInC } from "./c.ts";
import { headLines, type PrintedRun } from "./printed-run.ts";

/** What deSolve calls: the inputs are its parameters, set anew for each stretch. */
const forDesolve = `
static double inputs_now[INPUTS + 1];
void initmod(void (*odeparms)(int *, double *)) { int n = INPUTS; odeparms(&n, inputs_now); }
void derivs(int *neq, double *t, double *y, double *ydot, double *yout, int *ip) { rates(*t, y, inputs_now, ydot); }
void jac(int *neq, double *t, double *y, int *ml, int *mu, double *pd, int *nrowpd, double *yout, int *ip) { jacobian(*t, y, inputs_now, pd); }
/* The numbers of the model, for R. */
void sizes(int *n) { n[0] = STATES; n[1] = INPUTS; n[2] = EVENTS; }
void numbers(double *times, double *y, double *u, double *size) {
  times[0] = begins; times[1] = ends;
  for (int i = 0; i < STATES; i++) { y[i] = start[i]; size[i] = scale[i]; }
  for (int i = 0; i < INPUTS; i++) u[i] = inputs_at_rest[i];
}
void happened(double *time, int *of, int *target, int *adds, double *value) {
  for (int i = 0; i < EVENTS; i++) {
    time[i] = events[i].time; of[i] = events[i].of; target[i] = events[i].target; adds[i] = events[i].adds; value[i] = events[i].value;
  }
}
`;

const solving = `
library(deSolve)
folder <- tempfile("crsim")
dir.create(folder)
source_file <- file.path(folder, "crsimrun.c")
writeLines(code, source_file)
built <- system2(file.path(R.home("bin"), "R"), c("CMD", "SHLIB", shQuote(source_file)), stdout = FALSE, stderr = FALSE)
if (built != 0) stop("no C compiler works here: R CMD SHLIB failed")
dyn.load(file.path(folder, paste0("crsimrun", .Platform$dynlib.ext)))
n <- .C("sizes", n = integer(3), PACKAGE = "crsimrun")$n
model <- .C("numbers", times = numeric(2), y = numeric(n[1]), u = numeric(n[2]), size = numeric(n[1]), PACKAGE = "crsimrun")
events <- as.data.frame(.C("happened", time = numeric(n[3]), of = integer(n[3]), target = integer(n[3]), adds = integer(n[3]), value = numeric(n[3]), PACKAGE = "crsimrun"))

# Times (hours) and states, a row an instant; integrated anew after each thing that happened.
simulate <- function(rtol = 1e-9, every = 1) {
  y <- setNames(model$y, states)
  u <- model$u
  begins <- model$times[1]
  ends <- model$times[2]
  cuts <- sort(unique(c(begins, ends, events$time[events$time > begins & events$time < ends])))
  rows <- list()
  for (i in seq_along(cuts)) {
    for (k in which(events$time == cuts[i])) {
      at <- events$target[k] + 1
      if (events$of[k] == 1) u[at] <- events$value[k]
      else y[at] <- events$value[k] + if (events$adds[k] == 1) y[at] else 0
    }
    if (i == length(cuts)) {
      rows[[i]] <- c(time_h = cuts[i], y)
      break
    }
    whole <- seq(ceiling(cuts[i] / every), ceiling(cuts[i + 1] / every)) * every
    whole <- whole[whole < cuts[i + 1]]
    times <- sort(unique(c(cuts[i], whole, cuts[i + 1])))
    found <- ode(y, times, func = "derivs", parms = u, jacfunc = "jac", jactype = "fullusr", dllname = "crsimrun", initfunc = "initmod",
      method = "lsoda", rtol = rtol, atol = rtol * 1e-3 * model$size, maxsteps = 1e6)
    if (attr(found, "istate")[1] < 0) stop("the integration failed")
    found <- unclass(found)
    colnames(found)[1] <- "time_h"
    rows[[i]] <- found[found[, 1] %in% whole, c("time_h", states), drop = FALSE]
    y <- found[nrow(found), states]
  }
  do.call(rbind, rows)
}

if (!interactive()) {
  found <- simulate()
  cat(paste(c("time_h", states), collapse = ","), "\\n", sep = "")
  write.table(format(found, digits = 15, trim = TRUE), sep = ",", quote = FALSE, row.names = FALSE, col.names = FALSE)
}
`;

/** A run as a script of R: deSolve integrates its equations, compiled from C. As a program it prints the states at whole hours as CSV. */
export function runInR(run: PrintedRun): string {
	return [
		...headLines(run).map((line) => `# ${line}`),
		`states <- c(${run.states.map(({ name }) => JSON.stringify(name)).join(", ")})`,
		`code <- r"-----(${runInC(run)}${forDesolve})-----"`,
		solving,
	].join("\n");
}
