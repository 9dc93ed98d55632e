package org.cb1network.engine.stage;

/** A table or file that a stage writes. */
public sealed interface OutputPort permits TableOutput, FileOutput {

    /** Returns the name used in references, {@code ${stage.name}}, in kebab-case. */
    String name();

    /** Returns one sentence for people. */
    String description();
}
