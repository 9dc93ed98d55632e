package org.cb1network.stages.script;

import java.util.Locale;

/** The format of tables that a program reads and writes. */
enum TableFormat {
    CSV,
    ARROW;

    String fileName(String table) {
        return table + "." + name().toLowerCase(Locale.ROOT);
    }
}
