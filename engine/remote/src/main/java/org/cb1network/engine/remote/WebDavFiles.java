package org.cb1network.engine.remote;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.cb1network.engine.remote.HttpRequests.Answer;
import org.cb1network.engine.remote.RemoteException.Reason;

/** A remote on a WebDAV server (RFC 4918). A file is written under another name and then moved. */
final class WebDavFiles extends HttpFiles {

    private static final int LONGEST_LIST_BYTES = 1 << 26;
    private static final byte[] NOTHING = {};
    private static final int MULTI_STATUS = 207;
    private static final int NOT_FOUND = 404;
    private static final int EXISTS = 405;
    private static final byte[] PROPERTIES =
            "<?xml version=\"1.0\"?><propfind xmlns=\"DAV:\"><prop><resourcetype/><getcontentlength/><getlastmodified/></prop></propfind>"
                    .getBytes(StandardCharsets.US_ASCII);

    private final HttpRequests requests;

    /** Folders that are known to exist. */
    private final Set<String> folders = new HashSet<>();

    WebDavFiles(HttpRequests requests) {
        super(requests);
        this.requests = requests;
    }

    @Override
    public List<Listed> list(String folder) throws RemoteException {
        Answer answer = requests.send(
                requests.to(folder + "/").header("Depth", "1").header("Content-Type", "application/xml"),
                "PROPFIND",
                PROPERTIES,
                status -> LONGEST_LIST_BYTES);
        if (answer.status() == NOT_FOUND) {
            return List.of();
        }
        if (answer.status() != MULTI_STATUS) {
            throw answer.status() == EXISTS
                    ? new RemoteException(Reason.UNUSABLE, requests.uri("") + " is not a WebDAV server")
                    : requests.refusal(folder + "/", answer.status());
        }
        try {
            return parse(answer.body());
        } catch (XMLStreamException | DateTimeException | IllegalArgumentException e) {
            throw new RemoteException(
                    Reason.UNUSABLE, requests.uri(folder + "/") + ": the server's list cannot be read", e);
        }
    }

    private static List<Listed> parse(byte[] xml) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
        List<Listed> files = new ArrayList<>();
        String path = "";
        long length = -1;
        Instant modified = Instant.EPOCH;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (reader.getLocalName()) {
                    case "response" -> {
                        length = -1;
                        modified = Instant.EPOCH;
                    }
                    case "href" ->
                        path = String.valueOf(
                                URI.create(reader.getElementText().strip()).getPath());
                    case "getcontentlength" -> {
                        String text = reader.getElementText().strip();
                        length = text.isEmpty() ? -1 : Long.parseLong(text);
                    }
                    case "getlastmodified" ->
                        modified = time(reader.getElementText().strip());
                    default -> {
                        // Other properties do not matter.
                    }
                }
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && reader.getLocalName().equals("response")
                    && !path.endsWith("/")
                    && length >= 0) {
                files.add(new Listed(path.substring(path.lastIndexOf('/') + 1), length, modified));
            }
        }
        return files;
    }

    private static Instant time(String text) {
        return text.isEmpty()
                ? Instant.EPOCH
                : ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
    }

    @Override
    public void write(String name, byte[] content) throws RemoteException {
        String folder = name.substring(0, name.indexOf('/') + 1);
        String part = folder + PART + UUID.randomUUID();
        if (!folders.contains(folder)) {
            // Servers differ in their answer for a missing folder: 404, 409, or 500.
            makeFolder("");
            makeFolder(folder);
            folders.add(folder);
        }
        require(name, requests.status(requests.to(part), "PUT", content));
        int moved = requests.status(
                requests.to(part)
                        .header("Destination", requests.uri(name).toString())
                        .header("Overwrite", "T"),
                "MOVE",
                NOTHING);
        if (!HttpRequests.isGood(moved)) {
            delete(part);
        }
        require(name, moved);
    }

    private void makeFolder(String folder) throws RemoteException {
        int status = requests.status(requests.to(folder), "MKCOL", NOTHING);
        if (status != EXISTS) {
            require(folder, status);
        }
    }

    @Override
    public void delete(String name) throws RemoteException {
        int status = requests.status(requests.to(name), "DELETE", NOTHING);
        if (status != NOT_FOUND) {
            require(name, status);
        }
    }

    private void require(String name, int status) throws RemoteException {
        if (!HttpRequests.isGood(status)) {
            throw requests.refusal(name, status);
        }
    }
}
