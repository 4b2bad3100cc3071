"""Organizations, people, appointments and roles: who is who in the city's data work."""
