# Read a study in R. For teaching and research only: the patients are virtual, and nothing here is advice for a real one.
#
# crsim writes plain tables. This script reads a run and a study with nothing but base R, and repeats one table and one figure of the study's
# report. Make both first, in the folder of the project:
#
#   npx crsim run bulky-untreated --until "12 day" --out out/run
#   npx crsim sweep early-or-late-both --patients 12 --out out/study
#
# Then, from there:
#
#   Rscript notebooks/r/read-a-study.R out/run out/study
#
# It prints the table and writes the figures into out/study/from-r.pdf.

given <- commandArgs(trailingOnly = TRUE)
if (length(given) < 2) stop("expected two folders: Rscript read-a-study.R RUN STUDY")
run <- given[1]
study <- given[2]
# The outcomes as the study names them; those of another study may be named behind the folders.
asked <- if (length(given) > 2) given[-(1:2)] else c("severe", "responded", "crs_days", "icans_3", "died")

# An empty field is unknown, never zero and never normal. Columns keep their names, such as tocilizumab.at.
# What each column is, and its unit, stands in the file *.csv-metadata.json beside the table.
read_table <- function(path) {
  table <- read.csv(path, na.strings = "", check.names = FALSE, stringsAsFactors = FALSE, encoding = "UTF-8")
  is_truth <- function(column) is.character(column) && all(is.na(column) | column %in% c("true", "false"))
  table[] <- lapply(table, function(column) if (is_truth(column)) column == "true" else column)
  table
}

trajectory <- read_table(file.path(run, "trajectory.csv"))
outcomes <- read_table(file.path(study, "outcomes.csv"))
absent <- setdiff(asked, names(outcomes))
if (length(absent) > 0) stop("no such outcome: ", paste(absent, collapse = ", "), "; columns: ", paste(names(outcomes), collapse = ", "))

# A row is a patient in an arm. A study that varies something has a column for it, too: paste it to the arm.
cell <- outcomes$arm
cells <- unique(cell)

# The share of patients, or the mean, with its Monte Carlo error: the standard deviation over the root of the number of patients.
estimate <- function(one) {
  known <- as.numeric(one[!is.na(one)])
  c(patients = length(known), mean = mean(known), error = sd(known) / sqrt(length(known)))
}

table <- do.call(rbind, lapply(asked, function(name) {
  rows <- do.call(rbind, lapply(cells, function(one) estimate(outcomes[[name]][cell == one])))
  data.frame(outcome = name, arm = cells, rows)
}))
print(table, digits = 15, row.names = FALSE, right = FALSE)

pdf(file.path(study, "from-r.pdf"), width = 7, height = 5)

# A run: three signs of the cascade over the days.
shown <- trajectory[trajectory$time_h >= -24, ]
par(mfrow = c(3, 1), mar = c(2, 5, 1, 1))
for (name in c("il6", "temperature", "map")) {
  plot(shown$time_h / 24, shown[[name]], type = "l", col = "#1d4f91", lwd = 2, log = if (name == "il6") "y" else "", xlab = "", ylab = name)
  grid()
}

# The study: what each arm changes against the first, in the same patients, with twice its Monte Carlo error ("Differences between arms").
number <- Filter(function(name) is.numeric(outcomes[[name]]), asked)[1]
of_cell <- function(one) {
  rows <- outcomes[cell == one, ]
  rows[[number]][order(rows$patient)]
}
differences <- t(sapply(cells[-1], function(one) estimate(of_cell(one) - of_cell(cells[1]))))
par(mfrow = c(1, 1), mar = c(5, 12, 3, 1))
low <- differences[, "mean"] - 2 * differences[, "error"]
high <- differences[, "mean"] + 2 * differences[, "error"]
rows <- seq_len(nrow(differences))
plot(differences[, "mean"], rows, xlim = range(low, high, 0), ylim = rev(range(rows)) + c(0.5, -0.5), pch = 15, col = "#1d4f91", yaxt = "n", ylab = "",
  xlab = paste0(number, ", against ", cells[1]), main = "Differences between arms (simulated)")
segments(low, rows, high, rows, col = "#1d4f91")
abline(v = 0, lty = 2, col = "#6b7785")
axis(2, at = rows, labels = cells[-1], las = 1)
invisible(dev.off())
