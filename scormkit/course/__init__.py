"""The author's model: what a course means, in no standard's dialect."""
