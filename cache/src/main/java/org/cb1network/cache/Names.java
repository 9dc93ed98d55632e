package org.cb1network.cache;

import java.util.regex.Pattern;

/** Checks the names of documents and outputs. An allowed name is safe as a file name on any system. */
final class Names {

    static final int LONGEST = 100;

    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9._-]+");

    private Names() {}

    static boolean allowed(String name) {
        return name.length() <= LONGEST
                && ALLOWED.matcher(name).matches()
                && !name.contains("..")
                && !name.startsWith(".");
    }

    static void check(String what, String name) {
        if (!allowed(name)) {
            throw new IllegalArgumentException("The name of " + what + " \"" + name
                    + "\" must be 1 to 100 of the characters a-z 0-9 . _ - without a leading or a double dot.");
        }
    }
}
