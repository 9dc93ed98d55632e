package org.cb1network.stages.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PrintedTextTest {

    private final PrintedText printed = new PrintedText();

    private void print(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        printed.add(bytes, bytes.length);
    }

    private String text() {
        return new String(printed.bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void aShortTextIsKeptAsItIs() {
        print("one\n");
        print("µ two\n");
        assertEquals("one\nµ two\n", text());
    }

    @Test
    void ofALongTextBeginningAndEndAreKeptWithTheNumberOfBytesBetween() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            String line = "line " + i + "\n";
            all.append(line);
            print(line);
        }
        String text = text();
        String[] parts = text.split("\n\\[\\d+ bytes left out]\n", -1);
        assertEquals(2, parts.length);
        assertTrue(all.toString().startsWith(parts[0]) && all.toString().endsWith(parts[1]));
        int leftOut = all.length() - parts[0].length() - parts[1].length();
        assertTrue(text.contains("\n[" + leftOut + " bytes left out]\n"), "" + leftOut);
        assertTrue(text.length() < 150_000, "" + text.length());
    }

    @Test
    void theLastLinesHaveNoBlankLinesColoursAndControlCharacters() {
        print("first\n\n   \n\u001b[31mred\u001b[0m\tend  \n");
        assertEquals("    first\n    red end", printed.lastLines());
    }

    @Test
    void onlyTheLastTwentyLinesAreShownAndLongOnesAreCut() {
        for (int i = 1; i <= 30; i++) {
            print(i + "\n");
        }
        print("x".repeat(1000));
        String[] lines = printed.lastLines().split("\n", -1);
        assertEquals(20, lines.length);
        assertEquals("    12", lines[0]);
        assertEquals("    " + "x".repeat(400) + "...", lines[19]);
    }
}
