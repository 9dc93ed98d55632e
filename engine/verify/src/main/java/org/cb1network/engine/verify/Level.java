package org.cb1network.engine.verify;

/** What is compared, from what is said to compute to what the paper says. */
public enum Level {
    /** The resolved parameters of every stage, and the seed. */
    PARAMETERS("parameters", "resolved parameters of the stages"),
    /** The bytes of every table and every file. */
    BYTES("bytes", "digests of tables and files"),
    /** The cells of tables whose bytes differ. */
    TABLES("tables", "cells of tables whose bytes differ"),
    /** The estimates that figures show, with their confidence intervals. */
    NUMBERS("numbers", "estimates that figures show"),
    /** Where the published values lie beside the pipeline's own. */
    VALUES("values", "published values beside the pipeline's own"),
    /** What the tests of the paper's claims say. */
    CLAIMS("claims", "the paper's claims"),
    /** The pixels of figures. */
    PICTURES("pictures", "pixels of figures");

    private final String word;
    private final String meaning;

    Level(String word, String meaning) {
        this.word = word;
        this.meaning = meaning;
    }

    /** Its name for people. */
    public String word() {
        return word;
    }

    /** What is compared. */
    public String meaning() {
        return meaning;
    }
}
