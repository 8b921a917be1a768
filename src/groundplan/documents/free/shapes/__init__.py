"""The fields of bodies and objects, in whatever style they are told: types, samples, literals, bullets, tables."""
