# The same analysis as cv.py, in R without packages. In pipeline.yaml:
#   command: [Rscript, scripts/cv.R], files: [scripts/cv.R], environment: [[Rscript, --version]]
fewest <- as.numeric(Sys.getenv("PIPELINE_PARAMETER_FEWEST_INTERVALS"))
spikes <- read.csv(Sys.getenv("PIPELINE_INPUT_SPIKES"))

rows <- list()
for (population in sort(unique(spikes$population))) {
  own <- spikes[spikes$population == population, ]
  variations <- unlist(lapply(split(own$step, own$neuron), function(train) {
    between <- diff(train)
    if (length(between) >= fewest) sqrt(mean((between - mean(between))^2)) / mean(between)
  }))
  if (length(variations) > 0) {
    rows[[population]] <- data.frame(population = population, neurons = length(variations), cv = mean(variations))
  }
}
write.csv(do.call(rbind, rows), Sys.getenv("PIPELINE_OUTPUT_CV"), row.names = FALSE)
