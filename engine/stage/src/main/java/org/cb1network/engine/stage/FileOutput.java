package org.cb1network.engine.stage;

/**
 * A file that a stage writes for each point, such as a figure.
 *
 * @param name name used in references, in kebab-case
 * @param mediaType media type such as {@code image/svg+xml}
 * @param extension file name extension without the dot
 * @param description one sentence for people
 * @param fileName name under which a program outside the engine writes it; the stage's own file names do not depend on it
 */
public record FileOutput(String name, String mediaType, String extension, String description, String fileName)
        implements OutputPort {

    /** Creates an output that the stage writes through {@link StageContext#file}. */
    public FileOutput(String name, String mediaType, String extension, String description) {
        this(name, mediaType, extension, description, name + "." + extension);
    }
}
