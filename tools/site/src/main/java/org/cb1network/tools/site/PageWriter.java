package org.cb1network.tools.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cb1network.engine.report.Html;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Writes pages as HTML. A link to a Markdown file becomes a link to its page, and other linked files of the repository are copied beside
 * the pages. Every link is checked.
 */
final class PageWriter {

    private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");
    private static final Pattern SECTION = Pattern.compile("<h2 id=\"([^\"]*)\">(.*?)</h2>");

    /** Code within a text; that of a block follows {@code <pre>}, or has a class. */
    private static final Pattern INLINE_CODE = Pattern.compile("(?<!<pre>)<code>([^<]*)</code>");

    /** An option, which a browser would break after its hyphens. */
    private static final Pattern OPTION = Pattern.compile("(?<!\\S)-\\S+");

    private static final String END_OF_TITLE = "</h1>\n";

    /** A page with fewer sections has no list of them. */
    private static final int FEWEST_SECTIONS = 4;

    /** A longer list is folded. */
    private static final int MOST_SECTIONS_SHOWN = 30;

    private static final String COPIES = "files/";

    private final Path repository;
    private final Path target;
    private final List<Page> pages;
    private final Parser parser;
    private final HtmlRenderer renderer;
    private final Set<String> problems = new TreeSet<>();

    /** Links with an anchor, as "page.html#anchor", each with the source that has it. */
    private final Map<String, Path> anchors = new LinkedHashMap<>();

    PageWriter(Path repository, Path target, List<Page> pages) {
        this.repository = repository;
        this.target = target;
        this.pages = pages;
        List<org.commonmark.Extension> extensions = List.of(TablesExtension.create(), HeadingAnchorExtension.create());
        this.parser = Parser.builder().extensions(extensions).build();
        this.renderer = HtmlRenderer.builder().extensions(extensions).build();
    }

    void write() throws IOException {
        Set<String> ids = new HashSet<>();
        for (Page page : pages) {
            Node document = parser.parse(page.markdown());
            document.accept(new Links(page));
            String body = renderer.render(document);
            Matcher id = ID.matcher(body);
            while (id.find()) {
                ids.add(page.fileName() + "#" + id.group(1));
            }
            Files.writeString(target.resolve(page.fileName()), html(page, body));
        }
        anchors.forEach((link, source) -> {
            if (!ids.contains(link)) {
                problems.add(source + ": there is no heading for the link to " + link);
            }
        });
        if (!problems.isEmpty()) {
            throw new IllegalStateException(String.join("\n", problems));
        }
    }

    private String html(Page page, String body) {
        StringBuilder menu = new StringBuilder();
        for (Page.Group group : Page.Group.values()) {
            List<Page> members =
                    pages.stream().filter(one -> one.group() == group).toList();
            if (!members.isEmpty()) {
                menu.append("<h2>").append(group.title()).append("</h2>\n<ul>\n");
                members.forEach(one -> menu.append(entry(one, one.equals(page))));
                menu.append("</ul>\n");
            }
        }
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <link rel="stylesheet" href="site.css">
                </head>
                <body>
                <a class="menu" href="#pages">Menu</a>
                <nav id="pages">
                %s</nav>
                <main>
                %s</main>
                </body>
                </html>
                """.formatted(Html.escaped(page.title()), menu, withUnbrokenOptions(withSections(body)));
    }

    /** Inserts a list of the sections below the title of a long page. */
    private static String withSections(String body) {
        List<MatchResult> sections = SECTION.matcher(body).results().toList();
        int start = body.indexOf(END_OF_TITLE) + END_OF_TITLE.length();
        if (sections.size() < FEWEST_SECTIONS) {
            return body;
        }
        StringBuilder list = new StringBuilder("<details class=\"sections\"")
                .append(sections.size() > MOST_SECTIONS_SHOWN ? "" : " open")
                .append(">\n<summary>On this page</summary>\n<ul>\n");
        sections.forEach(section -> list.append("<li><a href=\"#")
                .append(section.group(1))
                .append("\">")
                .append(section.group(2).replaceAll("</?code>", ""))
                .append("</a></li>\n"));
        return new StringBuilder(body)
                .insert(start, list.append("</ul>\n</details>\n"))
                .toString();
    }

    /** Marks the options in code, which must not be broken. */
    private static String withUnbrokenOptions(String body) {
        return INLINE_CODE
                .matcher(body)
                .replaceAll(code -> Matcher.quoteReplacement(
                        "<code>" + OPTION.matcher(code.group(1)).replaceAll("<span>$0</span>") + "</code>"));
    }

    private static String entry(Page page, boolean current) {
        return "<li><a href=\"" + page.fileName() + "\"" + (current ? " aria-current=\"page\"" : "") + ">"
                + Html.escaped(page.name()) + "</a></li>\n";
    }

    /** Turns links between files of the repository into links between pages. */
    private final class Links extends AbstractVisitor {

        private final Page page;

        private Links(Page page) {
            this.page = page;
        }

        @Override
        public void visit(Link link) {
            link.setDestination(destination(link.getDestination()));
            visitChildren(link);
        }

        @Override
        public void visit(Image image) {
            image.setDestination(destination(image.getDestination()));
            visitChildren(image);
        }

        private String destination(String link) {
            if (link.matches("(https?|mailto):.*")) {
                return link;
            }
            int hash = link.indexOf('#');
            String path = hash < 0 ? link : link.substring(0, hash);
            String anchor = hash < 0 ? "" : link.substring(hash);
            if (path.isEmpty()) {
                return anchored(page.fileName(), anchor);
            }
            Path file = page.source().resolveSibling(path).normalize();
            for (Page other : pages) {
                if (other.source().equals(file)) {
                    return anchored(other.fileName(), anchor);
                }
            }
            return copied(file, link);
        }

        private String anchored(String fileName, String anchor) {
            if (!anchor.isEmpty()) {
                anchors.put(fileName + anchor, page.source());
            }
            return fileName + anchor;
        }

        private String copied(Path file, String link) {
            Path original = repository.resolve(file);
            if (!original.normalize().startsWith(repository.normalize()) || !Files.exists(original)) {
                problems.add(page.source() + ": the link to " + link + " leads nowhere");
                return link;
            }
            String copy = COPIES + file.toString().replace('\\', '/');
            try {
                if (Files.isRegularFile(original)) {
                    Path to = target.resolve(copy);
                    Files.createDirectories(to.getParent());
                    Files.copy(original, to, StandardCopyOption.REPLACE_EXISTING);
                    return copy;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            problems.add(page.source() + ": the link to " + link + " leads to a folder; name a file in it");
            return link;
        }
    }
}
