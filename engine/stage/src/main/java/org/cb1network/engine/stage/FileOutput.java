package org.cb1network.engine.stage;

/**
 * A file that a stage writes for each point, such as a figure.
 *
 * @param name name used in references, in kebab-case
 * @param mediaType media type such as {@code image/svg+xml}
 * @param extension file name extension without the dot
 * @param description one sentence for people
 */
public record FileOutput(String name, String mediaType, String extension, String description) implements OutputPort {}
