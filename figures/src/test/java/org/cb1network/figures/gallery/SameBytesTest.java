package org.cb1network.figures.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.cb1network.engine.testing.ChildJvm;
import org.cb1network.figures.output.FigureFormat;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.theme.Theme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same figure has the same bytes on every JDK (each one's build runs this test) and on a machine without fonts. */
class SameBytesTest {

    @TempDir
    private Path directory;

    /** After an intended change of the look, look at the figure, then take over the digest that the failure shows. */
    @ParameterizedTest
    @CsvSource({
        "SVG, 9fc3be97fa4f9aa0a47909baa4be211b8a2f2435d4792743c92e1ddf630b621d",
        "PDF, f66b95c7f781051853607ac38739a55f86610c3c75cbd7c1078c87d383c4a792",
        "PNG, c2bd8b8d9ac332dcef1f811fde961945d159350528da57269be6e406d1756052"
    })
    void theBytesOfAFigureAreKnown(FigureFormat format, String digest) {
        assertEquals(digest, sha256(Gallery.look(Theme.published(), 2000).render(format)));
    }

    /**
     * The JVM that is started has no java.desktop module: no AWT, hence no fonts of the machine, no fontconfig and no native
     * rasteriser could be used even by mistake. Language, time zone and encoding are foreign, too.
     */
    @Test
    void aMachineWithoutDesktopAndFontsDrawsTheSameBytes() throws Exception {
        List<String> foreign = List.of(
                "--limit-modules",
                "java.base,java.xml",
                "-XX:TieredStopAtLevel=1",
                "-Duser.language=ar",
                "-Duser.country=EG",
                "-Duser.timezone=Asia/Tokyo",
                "-Dfile.encoding=ISO-8859-1");
        ProcessBuilder builder = new ProcessBuilder(
                ChildJvm.command(ChildJvm.THIS_JDK, foreign, SmallFigure.class, directory.toString()));
        builder.environment().put("FONTCONFIG_FILE", "/nonexistent");
        builder.environment().put("DISPLAY", ":99");
        ChildJvm child = ChildJvm.start(builder);
        assertEquals(0, child.join(), child.lines().toString());
        Figure here = Gallery.look(Theme.published(), 2000);
        for (FigureFormat format : FigureFormat.values()) {
            byte[] there = Files.readAllBytes(directory.resolve("small." + format.extension()));
            assertEquals(sha256(here.render(format)), sha256(there), format.name());
        }
    }

    @Test
    void noClassOfOursMentionsTheDesktop() throws IOException {
        Path classes = Path.of("target", "classes", "org", "cb1network", "figures");
        try (Stream<Path> files = Files.walk(classes)) {
            List<Path> compiled =
                    files.filter(f -> f.toString().endsWith(".class")).toList();
            assertTrue(compiled.size() > 30, compiled.size() + " classes");
            for (Path file : compiled) {
                String constants = Files.readString(file, StandardCharsets.ISO_8859_1);
                for (String forbidden :
                        List.of("java/awt", "javax/imageio", "java/util/zip/Deflater", "java/util/Random")) {
                    assertFalse(constants.contains(forbidden), file + " mentions " + forbidden);
                }
            }
        }
    }

    @Test
    void galleryFiguresHaveNoClippedAndNoOverlappingText() {
        assertEquals(List.of(), Gallery.look(Theme.published(), 2000).problems());
        assertEquals(List.of(), Vocabulary.figure(Theme.published()).problems());
        assertEquals(List.of(), ShortExample.figure(Theme.published()).problems());
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the started JVM runs. */
    static final class SmallFigure {
        private SmallFigure() {}

        public static void main(String[] arguments) throws IOException {
            Gallery.look(Theme.published(), 2000).write(Path.of(arguments[0]), "small");
        }
    }
}
