package org.cb1network.tools.site;

import java.nio.file.Path;

/**
 * A page of the site.
 *
 * @param group heading under which the menu lists it
 * @param title its first heading
 * @param fileName name of its HTML file
 * @param source path in the repository of its Markdown file, from which its links start; for a generated page one that does not exist
 * @param markdown its text
 */
record Page(Group group, String title, String fileName, Path source, String markdown) {

    /** Returns its name in the menu: the title without what follows a colon; the first page has a longer title. */
    String name() {
        return fileName.equals("index.html")
                ? "Overview"
                : title.replaceAll(":.*", "").replace("`", "");
    }

    /** The parts of the menu, in order. */
    enum Group {
        START("Start"),
        HOW_TO("How to"),
        REFERENCE("Reference"),
        EXPLANATION("Explanation"),
        PROJECT("Project");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }
}
