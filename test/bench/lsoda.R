# LSODA of deSolve on the compiled right-hand side. Reads a replay, runs it several times, writes counts and states.
suppressMessages(library(deSolve))
given <- commandArgs(trailingOnly = TRUE)
dyn.load(given[1])
into <- file(given[2], "rb")
numbers <- function(count) readBin(into, "double", count)
head <- numbers(7)
start <- numbers(head[1])
absolute <- numbers(head[1])
p <- numbers(head[2])
k <- numbers(head[4])
stretches <- lapply(seq_len(head[5]), function(i) {
	about <- numbers(4)
	list(from = about[1], u = numbers(head[3]), jumps = matrix(numbers(3 * about[3]), nrow = 3), hours = numbers(about[4]))
})
close(into)
best <- Inf
for (round in seq_len(head[6])) {
	begun <- as.numeric(Sys.time())
	y <- start
	rows <- vector("list", length(stretches))
	counts <- c(0, 0)
	for (i in seq_along(stretches)) {
		one <- stretches[[i]]
		for (j in seq_len(ncol(one$jumps))) y[one$jumps[1, j] + 1] <- one$jumps[2, j] * y[one$jumps[1, j] + 1] + one$jumps[3, j]
		solved <- lsoda(y, c(one$from, one$hours), "derivatives", parms = NULL, rtol = head[7], atol = absolute, tcrit = max(one$hours),
			dllname = given[3], initfunc = NULL, rpar = c(p, one$u, k), ipar = as.integer(head[2:3]), maxsteps = 1e6)
		counts <- counts + attr(solved, "istate")[2:3]
		rows[[i]] <- t(solved[-1, -1, drop = FALSE])
		y <- solved[nrow(solved), -1]
	}
	best <- min(best, 1e3 * (as.numeric(Sys.time()) - begun))
}
out <- file(given[4], "wb")
writeBin(c(best, counts[1], NaN, counts[2]), out)
for (row in rows) writeBin(as.vector(row), out)
close(out)
