"""Reports: read with each number a link, put into words, signed; indicators with their plans; what communes tell."""
