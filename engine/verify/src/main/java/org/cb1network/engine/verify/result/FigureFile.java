package org.cb1network.engine.verify.result;

/**
 * A file that a stage yields, such as a figure in one format.
 *
 * @param output name of the output
 * @param name what a copy of the file is called
 * @param digest SHA-256 of its content in hexadecimal
 * @param content its bytes
 */
public record FigureFile(String output, String name, String digest, Content content) {

    /** Whether the file has this ending. */
    boolean is(String extension) {
        return name.endsWith("." + extension);
    }
}
