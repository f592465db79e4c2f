"""What named LMSs are known to fail on: profiles as data in `profiles/`, and the checks that they choose from."""
