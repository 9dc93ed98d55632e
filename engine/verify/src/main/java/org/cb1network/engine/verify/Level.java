package org.cb1network.engine.verify;

/** The levels of verification, from the resolved parameters to the paper's claims. */
public enum Level {
    /** The resolved parameters of every stage, and the seed. */
    PARAMETERS("parameters", "resolved parameters of the stages"),
    /** The bytes of every table and every file. */
    BYTES("bytes", "digests of tables and files"),
    /** The cells of tables whose bytes differ. */
    TABLES("tables", "cells of tables whose bytes differ"),
    /** The estimates that figures show, with their confidence intervals. */
    NUMBERS("numbers", "estimates that figures show"),
    /** The published values relative to the pipeline's own. */
    VALUES("values", "published values beside the pipeline's own"),
    /** The results of the tests of the paper's claims. */
    CLAIMS("claims", "claims of the paper"),
    /** The pixels of figures. */
    PICTURES("pictures", "figures, pixel by pixel");

    private final String word;
    private final String meaning;

    Level(String word, String meaning) {
        this.word = word;
        this.meaning = meaning;
    }

    /** Returns the name for people. */
    public String word() {
        return word;
    }

    /** Returns what is compared. */
    public String meaning() {
        return meaning;
    }
}
