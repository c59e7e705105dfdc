"""Statistical inference on arrays: quantiles, intervals, and the chances that they rest on."""
