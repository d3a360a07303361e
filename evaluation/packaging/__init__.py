"""Whether wheel and sdist are what they should be, and work where users install them."""
