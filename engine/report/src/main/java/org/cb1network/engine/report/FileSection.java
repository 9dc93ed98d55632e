package org.cb1network.engine.report;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Links to the files next to the report. */
final class FileSection implements Section {

    private static final List<String> FOLDERS = List.of("figures", "tables");

    @Override
    public String id() {
        return "files";
    }

    @Override
    public String title() {
        return "Files";
    }

    @Override
    public boolean write(ReportContent content, Html html) throws IOException {
        boolean any = false;
        for (String folder : FOLDERS) {
            List<String> files = files(content.results().resolve(folder));
            if (!files.isEmpty()) {
                any = true;
                html.open("details").open("summary").element("span", folder, "class", "grow");
                html.text(" ")
                        .element("span", files.size() + " files", "class", "note")
                        .close("summary");
                html.open("ul", "class", "files").line();
                files.forEach(file -> html.open("li")
                        .element("a", file, "href", folder + "/" + encoded(file))
                        .close("li"));
                html.close("ul").close("details");
            }
        }
        if (any) {
            html.element(
                            "p",
                            "Tables are Arrow files; in Python, pyarrow.feather.read_table reads them.",
                            "class",
                            "note")
                    .line();
        }
        return any;
    }

    private static List<String> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith(".") && !name.endsWith(".tmp") && !name.equals("MANIFEST"))
                    .sorted()
                    .toList();
        }
    }

    /** Encodes a file name for a link. */
    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
