package sinefit.model;

/** How the squared residuals become one loss. */
public enum Reduction {
    SUM,
    MEAN
}
