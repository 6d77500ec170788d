"""What screen readers get: interfaces of what is painted, and of controls that Qt describes too little."""
