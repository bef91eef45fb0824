"""What a number means: its unit, its price year, its currency. Imports nothing of the product."""
