package org.cb1network.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SvgFigureTest {

    @Test
    void shapesAreCopiedButNotIdsTitlesAndHandlers() {
        String picture = inline("<title>t</title><path id=\"a\" onclick=\"alert(1)\" d=\"M0 0h1\" fill=\"#fff\"/>")
                .orElseThrow();
        assertTrue(picture.contains("<path d=\"M0 0h1\" fill=\"#fff\">"), picture);
        assertFalse(picture.contains("id=") || picture.contains("onclick") || picture.contains("title"), picture);
        assertTrue(picture.contains("aria-label=\"what it shows\""), picture);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<foreignObject/>",
                "<style>* {fill: red}</style>",
                "<use href=\"#a\"/>",
                "<image href=\"https://example.org/a.png\"/>",
                "<path d=\"M0 0h1\" fill=\"url(#g)\"/>",
                "<path d=\"M0 0h1\" style=\"fill: red\"/>",
                "<unclosed>"
            })
    void aPictureThatNeedsMoreThanShapesIsRejected(String content) {
        assertEquals(Optional.empty(), inline(content));
    }

    @Test
    void anythingElseIsRejected() {
        assertEquals(Optional.empty(), SvgFigure.inline("hello".getBytes(StandardCharsets.UTF_8), "x"));
        assertEquals(Optional.empty(), SvgFigure.inline("<svg/>".getBytes(StandardCharsets.UTF_8), "x"));
    }

    private static Optional<String> inline(String content) {
        String svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\">" + content + "</svg>";
        return SvgFigure.inline(svg.getBytes(StandardCharsets.UTF_8), "what it shows");
    }
}
