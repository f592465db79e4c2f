"""`scormkit test`: packages launched in a browser without a screen, by learners that follow a script."""
