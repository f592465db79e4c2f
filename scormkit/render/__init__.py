"""Course → Package: pages, one script, data, the stored state's size, and the outline. Must not know targets."""
