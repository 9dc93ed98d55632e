package org.cb1network.tools.site;

import java.util.Map;

/** The reference of the commands: what {@code --help} prints. */
final class CommandReference {

    private CommandReference() {}

    /**
     * Returns the page.
     *
     * @param help help of each command; that of the program itself under the empty name
     */
    static String markdown(Map<String, String> help) {
        StringBuilder text = new StringBuilder("# Commands\n\nWhat `java -jar pipeline.jar COMMAND --help` prints.\n");
        help.forEach((name, usage) -> text.append("\n## ")
                .append(name.isEmpty() ? "pipeline" : name)
                .append("\n\n```text\n")
                .append(usage.stripTrailing())
                .append("\n```\n"));
        return text.toString();
    }
}
