package org.cb1network.engine.stage;

/** Something that a stage yields: a table or a file. */
public sealed interface OutputPort permits TableOutput, FileOutput {

    /** What references call it: {@code ${stage.name}}. In kebab-case. */
    String name();

    /** One sentence for people. */
    String description();
}
