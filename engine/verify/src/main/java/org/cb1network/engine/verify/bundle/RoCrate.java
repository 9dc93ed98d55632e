package org.cb1network.engine.verify.bundle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The file {@code ro-crate-metadata.json}. It describes the bundle as a Workflow Run Crate 0.5
 * (w3id.org/ro/wfrun/workflow/0.5), which is an RO-Crate 1.1 with a workflow as its main entity and the workflow's run
 * as an action. It states only what is known, so it names no author and no agent.
 *
 * @param profile name of the pipeline's profile
 * @param digests SHA-256 of every listed file, in hexadecimal
 */
record RoCrate(String profile, SortedMap<String, String> digests) {

    static final String FILE_NAME = "ro-crate-metadata.json";

    private static final String PROCESS = "https://w3id.org/ro/wfrun/process/0.5";
    private static final String WORKFLOW = "https://w3id.org/ro/wfrun/workflow/0.5";
    private static final String WORKFLOW_CRATE = "https://w3id.org/workflowhub/workflow-ro-crate/1.0";
    private static final String CRATE = "https://w3id.org/ro/crate/1.1";
    private static final String LICENSE = "LICENSE";
    private static final String LANGUAGE = "#pipeline-yaml";
    private static final String ENGINE = "#pipeline";
    private static final String RUN = "#run";
    private static final String PROFILE_PARAMETER = "#profile-parameter";
    private static final String PROFILE = "#profile";

    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "arrow", "application/vnd.apache.arrow.file",
            "csv", "text/csv",
            "html", "text/html",
            "json", "application/json",
            "lock", "application/yaml",
            "md", "text/markdown",
            "pdf", "application/pdf",
            "png", "image/png",
            "svg", "image/svg+xml",
            "yaml", "application/yaml");

    /** Returns the text of the file. */
    static byte[] text(BundleContent content, SortedMap<String, Described> files) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            DefaultIndenter lines = new DefaultIndenter("  ", "\n");
            json.setPrettyPrinter(
                    new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
            new Writer(json, content, files).write();
        }
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A file with its size and digest.
     *
     * @param file the file
     * @param length number of bytes
     * @param digest SHA-256 of its content in hexadecimal
     */
    record Described(BundleFile file, long length, String digest) {}

    private static final class Writer {

        private final JsonGenerator json;
        private final BundleContent content;
        private final SortedMap<String, Described> files;

        Writer(JsonGenerator json, BundleContent content, SortedMap<String, Described> files) {
            this.json = json;
            this.content = content;
            this.files = files;
        }

        void write() throws IOException {
            json.writeStartObject();
            json.writeArrayFieldStart("@context");
            json.writeString("https://w3id.org/ro/crate/1.1/context");
            json.writeString("https://w3id.org/ro/terms/workflow-run/context");
            json.writeEndArray();
            json.writeArrayFieldStart("@graph");
            writeDescriptor();
            writeRoot();
            writeProfile(PROCESS, "Process Run Crate", "0.5");
            writeProfile(WORKFLOW, "Workflow Run Crate", "0.5");
            writeProfile(WORKFLOW_CRATE, "Workflow RO-Crate", "1.0");
            writeLanguage();
            writeEngine();
            writeRun();
            writeParameter();
            for (Map.Entry<String, Described> file : files.entrySet()) {
                writeFile(file.getKey(), file.getValue());
            }
            json.writeEndArray();
            json.writeEndObject();
        }

        private void entity(String id, String... types) throws IOException {
            json.writeStartObject();
            json.writeStringField("@id", id);
            if (types.length == 1) {
                json.writeStringField("@type", types[0]);
            } else {
                json.writeArrayFieldStart("@type");
                for (String type : types) {
                    json.writeString(type);
                }
                json.writeEndArray();
            }
        }

        private void reference(String name, String id) throws IOException {
            json.writeObjectFieldStart(name);
            json.writeStringField("@id", id);
            json.writeEndObject();
        }

        private void references(String name, List<String> ids) throws IOException {
            json.writeArrayFieldStart(name);
            for (String id : ids) {
                json.writeStartObject();
                json.writeStringField("@id", id);
                json.writeEndObject();
            }
            json.writeEndArray();
        }

        private List<String> paths(BundleFile.Role... roles) {
            List<String> paths = new ArrayList<>();
            files.forEach((path, file) -> {
                if (List.of(roles).contains(file.file().role())) {
                    paths.add(id(path));
                }
            });
            return paths;
        }

        private void writeDescriptor() throws IOException {
            entity(FILE_NAME, "CreativeWork");
            reference("about", "./");
            references("conformsTo", List.of(CRATE, WORKFLOW_CRATE));
            json.writeEndObject();
        }

        private void writeRoot() throws IOException {
            entity("./", "Dataset");
            json.writeStringField("name", content.title());
            json.writeStringField(
                    "description",
                    "Results of the pipeline " + content.name() + ", profile " + content.profile()
                            + ", with their expected digests (pipeline.lock).");
            json.writeStringField("datePublished", content.published());
            if (files.containsKey(LICENSE)) {
                reference("license", LICENSE);
            }
            references("conformsTo", List.of(PROCESS, WORKFLOW, WORKFLOW_CRATE));
            references("hasPart", files.keySet().stream().map(RoCrate::id).toList());
            reference("mainEntity", workflow());
            references("mentions", List.of(RUN));
            json.writeEndObject();
        }

        private String workflow() {
            return paths(BundleFile.Role.WORKFLOW).get(0);
        }

        private void writeProfile(String id, String name, String version) throws IOException {
            entity(id, "CreativeWork");
            json.writeStringField("name", name);
            json.writeStringField("version", version);
            json.writeEndObject();
        }

        private void writeLanguage() throws IOException {
            entity(LANGUAGE, "ComputerLanguage");
            json.writeStringField("name", "pipeline.yaml");
            json.writeStringField(
                    "description", "A declarative file of stages; 'pipeline.jar schema' prints its JSON Schema.");
            json.writeEndObject();
        }

        private void writeEngine() throws IOException {
            entity(ENGINE, "SoftwareApplication");
            json.writeStringField("name", "pipeline.jar");
            json.writeStringField("softwareVersion", content.version());
            json.writeEndObject();
        }

        private void writeRun() throws IOException {
            entity(RUN, "CreateAction");
            json.writeStringField("name", "Run of " + content.name() + ", profile " + content.profile());
            json.writeStringField("description", "java -jar pipeline.jar run --profile " + content.profile());
            if (!content.started().isEmpty()) {
                json.writeStringField("startTime", content.started());
            }
            if (!content.ended().isEmpty()) {
                json.writeStringField("endTime", content.ended());
            }
            reference("actionStatus", "http://schema.org/CompletedActionStatus");
            reference("instrument", workflow());
            List<String> objects = paths(BundleFile.Role.INPUT);
            objects.add(PROFILE);
            references("object", objects);
            references("result", paths(BundleFile.Role.FIGURE, BundleFile.Role.RESULT));
            json.writeEndObject();
        }

        private void writeParameter() throws IOException {
            entity(PROFILE_PARAMETER, "FormalParameter");
            json.writeStringField("additionalType", "Text");
            json.writeStringField("name", "profile");
            json.writeStringField("description", "Which profile of the pipeline file was run");
            json.writeStringField("defaultValue", "paper");
            json.writeStringField("valueRequired", "False");
            json.writeEndObject();
            entity(PROFILE, "PropertyValue");
            reference("exampleOfWork", PROFILE_PARAMETER);
            json.writeStringField("name", "profile");
            json.writeStringField("value", content.profile());
            json.writeEndObject();
        }

        private void writeFile(String path, Described described) throws IOException {
            BundleFile file = described.file();
            if (file.role() == BundleFile.Role.WORKFLOW) {
                entity(id(path), "File", "SoftwareSourceCode", "ComputationalWorkflow");
                json.writeStringField("name", content.title());
                reference("programmingLanguage", LANGUAGE);
                references("input", List.of(PROFILE_PARAMETER));
            } else {
                entity(id(path), "File");
                json.writeStringField("name", path.substring(path.lastIndexOf('/') + 1));
            }
            json.writeStringField("description", file.description());
            String ending = path.substring(path.lastIndexOf('.') + 1);
            String type = MEDIA_TYPES.get(ending);
            if (type != null) {
                json.writeStringField("encodingFormat", type);
            }
            json.writeStringField("contentSize", Long.toString(described.length()));
            json.writeStringField("sha256", described.digest());
            json.writeEndObject();
        }
    }

    /** Returns a path as a relative URI, as RO-Crate requires. */
    private static String id(String path) {
        try {
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + path + "' cannot be written as a URI", e);
        }
    }

    /**
     * Reads the profile and the files of a bundle.
     *
     * @throws IOException if it is not JSON, or lacks what {@link #text} writes
     */
    static RoCrate read(byte[] content) throws IOException {
        JsonNode graph = new ObjectMapper().readTree(content).path("@graph");
        if (!graph.isArray()) {
            throw new IOException(FILE_NAME + " has no '@graph'");
        }
        String profile = "";
        SortedMap<String, String> digests = new TreeMap<>();
        for (JsonNode entity : graph) {
            String id = entity.path("@id").asText();
            if (id.equals(PROFILE)) {
                profile = entity.path("value").asText();
            } else if (entity.has("sha256")) {
                digests.put(path(id), entity.path("sha256").asText());
            }
        }
        if (profile.isEmpty()) {
            throw new IOException(FILE_NAME + " does not say which profile was run");
        }
        return new RoCrate(profile, digests);
    }

    private static String path(String id) throws IOException {
        try {
            String path = new URI(id).getPath();
            return path == null ? id : path;
        } catch (URISyntaxException e) {
            throw new IOException(FILE_NAME + " names a file '" + id + "', which is not a path", e);
        }
    }
}
