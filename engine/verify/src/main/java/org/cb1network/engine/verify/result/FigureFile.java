package org.cb1network.engine.verify.result;

/**
 * A file output of a stage, such as a figure in one format.
 *
 * @param output name of the output
 * @param name file name of a copy
 * @param digest SHA-256 of its content in hexadecimal
 * @param content its bytes
 */
public record FigureFile(String output, String name, String digest, Content content) {

    /** Returns whether the file has this extension. */
    boolean is(String extension) {
        return name.endsWith("." + extension);
    }
}
