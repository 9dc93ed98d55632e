package org.cb1network.engine.verify.bundle;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;

/**
 * Writes {@code codecheck.yml}, which lists the files that a codechecker is to reproduce
 * (codecheck.org.uk/spec/config/1.0). The codechecker adds who checked, when, the certificate and the paper's authors;
 * nothing is invented here.
 */
final class Codecheck {

    static final String FILE_NAME = "codecheck.yml";

    private Codecheck() {}

    static byte[] text(BundleContent content, SortedMap<String, RoCrate.Described> files) {
        StringBuilder out = new StringBuilder("---\n");
        out.append(
                "# For the codechecker to add: paper.authors, paper.reference, codechecker, summary, report,\n# certificate.\n");
        out.append("# 'java -jar pipeline.jar verify --profile ").append(content.profile());
        out.append("' computes what the manifest lists in an empty store, and compares it with pipeline.lock;\n");
        out.append("# 'java -jar pipeline.jar verify BUNDLE.zip' checks this bundle without computing.\n");
        out.append("version: https://codecheck.org.uk/spec/config/1.0/\n\n");
        out.append("paper:\n  title: ").append(quoted(content.title())).append("\n\n");
        out.append("manifest:\n");
        for (Map.Entry<String, RoCrate.Described> file : files.entrySet()) {
            if (file.getValue().file().role() == BundleFile.Role.FIGURE) {
                out.append("  - file: ").append(quoted(file.getKey())).append('\n');
                out.append("    comment: ")
                        .append(quoted(file.getValue().file().description()))
                        .append('\n');
            }
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ") + '"';
    }
}
