"""What an LMS sees, and the zip it comes in. Knows no course."""
