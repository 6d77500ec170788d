"""llama.cpp: the only package that touches native code."""
