"""What is put before readers as something to have with us."""
