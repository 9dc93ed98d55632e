package org.cb1network.engine.stage;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The metadata of a figure file: its title, the software that drew it, and the content digests of the tables it was
 * drawn from.
 *
 * <p>The metadata is stored as an XMP packet (ISO 16684-1) in SVG, PDF and PNG files. XMP can be found without
 * knowledge of the surrounding format, so one reader serves all three. Title and software are also stored where each
 * format's own tools look for them.
 *
 * @param entries names and values, sorted by name; free text
 */
public record FigureMetadata(SortedMap<String, String> entries) {

    /** Name of the entry with the title. */
    public static final String TITLE = "title";

    /** Name of the entry with a description in one or two sentences, for readers who cannot see the figure. */
    public static final String DESCRIPTION = "description";

    /** Name of the entry with the software that drew the figure. */
    public static final String SOFTWARE = "software";

    /** Prefix of the entries with the digests of tables. */
    public static final String TABLE_PREFIX = "table:";

    /** Prefix of the entries with the positions of panels, followed by the panel's letter. */
    public static final String PANEL_PREFIX = "panel:";

    /** The XML namespace of the entries. */
    public static final String NAMESPACE = "https://cb1network.org/ns/figure/1.0/";
    /** Start of the XMP packet. */
    public static final String PACKET_START = "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">";
    /** End of the XMP packet. */
    public static final String PACKET_END = "</x:xmpmeta>";

    /** Copies the entries. */
    public FigureMetadata {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    /** Returns metadata without entries. */
    public static FigureMetadata empty() {
        return new FigureMetadata(new TreeMap<>());
    }

    /** Returns a copy with an additional or replaced entry. */
    public FigureMetadata with(String name, String value) {
        TreeMap<String, String> more = new TreeMap<>(entries);
        more.put(name, value);
        return new FigureMetadata(more);
    }

    /** Returns a copy with the content digest (hexadecimal) of a table that the figure was drawn from. */
    public FigureMetadata withTable(String table, String digest) {
        return with(TABLE_PREFIX + table, digest);
    }

    /** Returns the title, if there is one. */
    public Optional<String> title() {
        return Optional.ofNullable(entries.get(TITLE));
    }

    /** Returns the description, if there is one. */
    public Optional<String> description() {
        return Optional.ofNullable(entries.get(DESCRIPTION));
    }

    /** Returns the software, if it is named. */
    public Optional<String> software() {
        return Optional.ofNullable(entries.get(SOFTWARE));
    }

    /** Returns the content digests of the tables that the figure was drawn from, by table name. */
    public SortedMap<String, String> tables() {
        TreeMap<String, String> tables = new TreeMap<>();
        entries.forEach((name, value) -> {
            if (name.startsWith(TABLE_PREFIX)) {
                tables.put(name.substring(TABLE_PREFIX.length()), value);
            }
        });
        return tables;
    }

    /**
     * The data area of a panel on the sheet, in mm from the sheet's upper left corner.
     *
     * @param letter the panel's letter
     */
    public record Panel(String letter, double x, double y, double width, double height) {}

    /**
     * Returns the panels by their letters.
     *
     * @throws NumberFormatException if a position is not made of numbers
     */
    public List<Panel> panels() {
        List<Panel> panels = new ArrayList<>();
        entries.forEach((name, value) -> {
            String[] place = value.split(" ", -1);
            if (name.startsWith(PANEL_PREFIX) && place.length == 4) {
                panels.add(new Panel(
                        name.substring(PANEL_PREFIX.length()),
                        Double.parseDouble(place[0]),
                        Double.parseDouble(place[1]),
                        Double.parseDouble(place[2]),
                        Double.parseDouble(place[3])));
            }
        });
        return panels;
    }

    /**
     * Reads the metadata of an SVG, PDF or PNG file that a figure stage wrote.
     *
     * @return empty if the file has none, because another program drew it or a tool removed it
     * @throws IOException if the file cannot be read, or its metadata is damaged
     */
    public static Optional<FigureMetadata> read(Path file) throws IOException {
        try {
            return find(Files.readAllBytes(file));
        } catch (XMLStreamException e) {
            throw new IOException("The metadata of " + file + " is damaged: " + e.getMessage(), e);
        }
    }

    /**
     * Reads the metadata in the content of a figure file.
     *
     * @return empty if it has none
     * @throws IOException if the metadata is damaged
     */
    public static Optional<FigureMetadata> read(byte[] content) throws IOException {
        try {
            return find(content);
        } catch (XMLStreamException e) {
            throw new IOException("the metadata of the figure is damaged: " + e.getMessage(), e);
        }
    }

    private static Optional<FigureMetadata> find(byte[] file) throws XMLStreamException {
        String latin = new String(file, StandardCharsets.ISO_8859_1);
        int start = latin.indexOf(PACKET_START);
        while (start >= 0) {
            int end = latin.indexOf(PACKET_END, start);
            if (end < 0) {
                throw new XMLStreamException("the XMP packet has no end");
            }
            end += PACKET_END.length();
            if (latin.substring(start, end).contains(NAMESPACE)) {
                return Optional.of(fromXmp(new String(file, start, end - start, StandardCharsets.UTF_8)));
            }
            start = latin.indexOf(PACKET_START, end);
        }
        return Optional.empty();
    }

    private static FigureMetadata fromXmp(String xmp) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(xmp));
        TreeMap<String, String> entries = new TreeMap<>();
        String name = "";
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT && NAMESPACE.equals(xml.getNamespaceURI())) {
                if (xml.getLocalName().equals("name")) {
                    name = xml.getElementText();
                } else if (xml.getLocalName().equals("value")) {
                    entries.put(name, xml.getElementText());
                }
            }
        }
        return new FigureMetadata(entries);
    }
}
