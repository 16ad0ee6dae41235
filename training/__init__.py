"""What is fitted and how: data, experiments, scores. Not in the wheel."""
