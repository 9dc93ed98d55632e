package org.cb1network.engine.stage;

/**
 * A file that a stage yields, such as a figure. Each point has one of its own.
 *
 * @param name what references call it, in kebab-case
 * @param mediaType such as {@code image/svg+xml}
 * @param extension ending of its file name, without the dot
 * @param description one sentence for people
 */
public record FileOutput(String name, String mediaType, String extension, String description) implements OutputPort {}
