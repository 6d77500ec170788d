"""The page about models: what is here, what can be had, what is on its way, and how they compare."""
