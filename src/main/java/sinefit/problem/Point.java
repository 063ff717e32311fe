package sinefit.problem;

/** One point to be fitted, in double precision. */
public record Point(double x, double y) {}
