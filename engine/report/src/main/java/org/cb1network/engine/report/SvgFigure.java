package org.cb1network.engine.report;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Embeds an SVG file in the page. Only shapes and their styles are copied: no metadata, no titles (the page has its
 * own), no scripts, style sheets or ids, and no references. A picture that needs any of these is refused, so that it is
 * shown in another way rather than wrongly.
 */
final class SvgFigure {

    private static final String SVG = "http://www.w3.org/2000/svg";

    private static final Set<String> SHAPES =
            Set.of("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan");
    private static final Set<String> LEFT_OUT = Set.of("title", "desc", "metadata");
    private static final Set<String> LOOKS = Set.of(
            "width",
            "height",
            "viewBox",
            "preserveAspectRatio",
            "overflow",
            "d",
            "x",
            "y",
            "x1",
            "y1",
            "x2",
            "y2",
            "cx",
            "cy",
            "r",
            "rx",
            "ry",
            "dx",
            "dy",
            "points",
            "transform",
            "fill",
            "fill-opacity",
            "fill-rule",
            "stroke",
            "stroke-width",
            "stroke-opacity",
            "stroke-linecap",
            "stroke-linejoin",
            "stroke-miterlimit",
            "stroke-dasharray",
            "stroke-dashoffset",
            "opacity",
            "shape-rendering",
            "font-family",
            "font-size",
            "font-style",
            "font-weight",
            "text-anchor",
            "dominant-baseline");
    private static final Set<String> OF_THE_ROOT = Set.of("width", "height");

    private final Html html = new Html();
    private final Set<String> needed = new HashSet<>();

    private SvgFigure() {}

    /**
     * Returns a picture for the page.
     *
     * @param description for readers who cannot see it
     * @return empty if the file is not SVG, or needs more than shapes
     */
    static Optional<String> inline(byte[] file, String description) {
        SvgFigure figure = new SvgFigure();
        try {
            figure.copy(file, description);
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
        return figure.needed.isEmpty() ? Optional.of(figure.html.finish()) : Optional.empty();
    }

    private void copy(byte[] file, String description) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(file));
        xml.nextTag();
        if (!isShape(xml) || !xml.getLocalName().equals("svg")) {
            throw new XMLStreamException("not an SVG file");
        }
        open(xml, true, description);
        int depth = 1;
        while (depth > 0) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT && isShape(xml)) {
                open(xml, false, "");
                depth++;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                skip(xml);
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                html.close();
                depth--;
            } else if (event == XMLStreamConstants.CHARACTERS && !xml.isWhiteSpace()) {
                html.text(xml.getText());
            }
        }
    }

    private static boolean isShape(XMLStreamReader xml) {
        return SVG.equals(xml.getNamespaceURI()) && SHAPES.contains(xml.getLocalName());
    }

    private void open(XMLStreamReader xml, boolean root, String description) {
        List<String> attributes = new ArrayList<>();
        if (root) {
            attributes.addAll(List.of("xmlns", SVG, "role", "img", "aria-label", description));
        }
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String name = xml.getAttributeLocalName(i);
            String value = xml.getAttributeValue(i);
            boolean refers = value.toLowerCase(Locale.ROOT).contains("url(");
            if (refers || name.equals("style") || name.equals("class")) {
                needed.add(name);
            } else if (LOOKS.contains(name) && xml.getAttributeNamespace(i) == null && !(root && isSize(name))) {
                attributes.add(name);
                attributes.add(value);
            } else if (root && isSize(name) && value.endsWith("mm")) {
                attributes.add("data-" + name);
                attributes.add(value);
            }
        }
        html.open(xml.getLocalName(), attributes.toArray(String[]::new));
    }

    private static boolean isSize(String name) {
        return OF_THE_ROOT.contains(name);
    }

    private void skip(XMLStreamReader xml) throws XMLStreamException {
        if (!LEFT_OUT.contains(xml.getLocalName())) {
            needed.add(xml.getLocalName());
        }
        for (int depth = 1; depth > 0; ) {
            int event = xml.next();
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }
}
