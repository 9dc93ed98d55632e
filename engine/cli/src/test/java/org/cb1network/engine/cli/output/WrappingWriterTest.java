package org.cb1network.engine.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WrappingWriterTest {

    private static final int COLUMNS = 50;

    private final StringWriter shown = new StringWriter();
    private final PrintWriter out = new PrintWriter(new WrappingWriter(shown, () -> COLUMNS), true);

    private String print(String line) {
        out.print(line + "\n");
        out.flush();
        return shown.toString();
    }

    @Test
    void aLongLineIsBrokenAtBlanksAndIndented() {
        assertEquals("""
                tonic, profile quick: 61 of 64 stages to do, up to
                  330 points, about 35 s
                """, print("tonic, profile quick: 61 of 64 stages to do, up to 330 points, about 35 s"));
    }

    @Test
    void theLastColumnOfATableStaysAColumn() {
        assertEquals("""
                   11 of 14    claims supported, independent
                               noise, see the report
                """, print("   11 of 14    claims supported, independent noise, see the report"));
    }

    @Test
    void whatIsIndentedIsIndentedMore() {
        assertEquals("""
                  parameter duration of the stage spontaneous:
                    1,500 ms -> 100 ms
                """, print("  parameter duration of the stage spontaneous: 1,500 ms -> 100 ms"));
    }

    @Test
    void aLineALittleLongerThanANarrowTerminalIsBroken() {
        String line = "word ".repeat(10) + "end";
        assertEquals("word ".repeat(9) + "word\n  end\n", print(line));
    }

    @Test
    void aWordThatIsTooLongStaysWhole() {
        String path = "/data/" + "folder/".repeat(10) + "pipeline.yaml:";
        assertEquals(path + "\n  there is no such file\n", print(path + " there is no such file"));
        assertEquals(path, WrappingWriter.wrap(path, COLUMNS));
    }

    @Test
    void linesThatFitAndUnfinishedLinesStayAsTheyAre() {
        String fits = "x".repeat(24) + " " + "y".repeat(25);
        assertEquals(fits, WrappingWriter.wrap(fits, COLUMNS));
        String progress = "\r\u001b[2K" + "word ".repeat(20);
        out.print(progress);
        out.flush();
        assertEquals(progress, shown.toString());
    }

    @Test
    void aCommandToBeCopiedIsNotBroken() {
        String command = "    java -jar pipeline.jar worker --job /home/me/project/.pipeline/jobs/run --slice 1/2";
        assertEquals(command, WrappingWriter.wrap(command, 40));
    }

    @Test
    void coloursAreNotBroken() {
        String coloured = "\u001b[1m" + "word ".repeat(20).strip() + "\u001b[0m";
        assertEquals(coloured, WrappingWriter.wrap(coloured, COLUMNS));
    }

    @Test
    void everyWidthKeepsTheWords() {
        String text =
                "  a text of  several words, some-of-which are-considerably-longer-than-others, for a narrow place";
        for (int columns = 1; columns < 120; columns++) {
            assertEquals(
                    text.replaceAll("\\s+", " "),
                    WrappingWriter.wrap(text, columns).replaceAll("\\s+", " "),
                    String.format(Locale.ROOT, "%d columns", columns));
        }
    }
}
