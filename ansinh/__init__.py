"""An Sinh: the register, the reckoning and the monthly lists of Vietnam's local social protection."""
