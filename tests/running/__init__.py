"""How the portal starts, stops and is configured."""
