package org.cb1network.stages.network.spec;

/** Which neurons a projection connects: drawn ({@link FixedInDegree}) or given ({@link ExplicitConnections}). */
public sealed interface Connectivity permits FixedInDegree, ExplicitConnections {}
