package org.cb1network.cache;

/** Hears what the store noticed and dealt with: the caller is not wrong, but someone may want to know. */
@FunctionalInterface
public interface StoreListener {

    /** Called once for each thing noticed, on whatever thread noticed it; must return soon, not throw, and not use the
     * store. */
    void warning(StoreWarning warning);

    /** A listener that does nothing. */
    static StoreListener silent() {
        return warning -> {};
    }
}
