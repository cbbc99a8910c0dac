"""What the vendor documents state, as data of our own, and how it is compared."""
