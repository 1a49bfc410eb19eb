"""How far each jobcentre has come with a solution; kept by the jobcentre, not by the idea's owners."""
