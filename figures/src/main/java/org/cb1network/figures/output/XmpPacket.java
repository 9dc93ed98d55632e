package org.cb1network.figures.output;

import java.util.Map;
import org.cb1network.engine.stage.FigureMetadata;

/** Metadata as an XMP packet (ISO 16684-1), as {@link FigureMetadata#read(byte[])} finds it. */
final class XmpPacket {

    private XmpPacket() {}

    /** Returns the packet, without the optional processing instructions around it. */
    static String of(FigureMetadata metadata) {
        StringBuilder xmp = new StringBuilder(FigureMetadata.PACKET_START)
                .append("\n<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n")
                .append("<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"")
                .append(" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:figure=\"")
                .append(FigureMetadata.NAMESPACE)
                .append("\">\n");
        metadata.title()
                .ifPresent(title -> xmp.append("<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">")
                        .append(Xml.escaped(title))
                        .append("</rdf:li></rdf:Alt></dc:title>\n"));
        metadata.software()
                .ifPresent(software -> xmp.append("<xmp:CreatorTool>")
                        .append(Xml.escaped(software))
                        .append("</xmp:CreatorTool>\n"));
        xmp.append("<figure:entries><rdf:Seq>\n");
        for (Map.Entry<String, String> entry : metadata.entries().entrySet()) {
            xmp.append("<rdf:li rdf:parseType=\"Resource\"><figure:name>")
                    .append(Xml.escaped(entry.getKey()))
                    .append("</figure:name><figure:value>")
                    .append(Xml.escaped(entry.getValue()))
                    .append("</figure:value></rdf:li>\n");
        }
        return xmp.append("</rdf:Seq></figure:entries>\n</rdf:Description>\n</rdf:RDF>\n")
                .append(FigureMetadata.PACKET_END)
                .toString();
    }
}
