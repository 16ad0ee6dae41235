"""One module per set: read it, run Fabula, score, report."""
