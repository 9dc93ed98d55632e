package org.cb1network.figures.stage;

/** The parameters of a figure that has none. */
public record NoParameters() {}
