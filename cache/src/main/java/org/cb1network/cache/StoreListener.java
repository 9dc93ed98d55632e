package org.cb1network.cache;

/** Receives warnings about problems that the store found and handled. */
@FunctionalInterface
public interface StoreListener {

    /**
     * Receives a warning. Called once per problem, on the thread that found it. Must return soon, must not throw, and
     * must not use the store.
     */
    void warning(StoreWarning warning);

    /** Returns a listener that does nothing. */
    static StoreListener silent() {
        return warning -> {};
    }
}
