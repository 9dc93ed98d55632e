package org.cb1network.engine.report;

import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.runner.plan.StageResults;
import org.cb1network.engine.stage.FigureMetadata;
import org.cb1network.engine.stage.FileOutput;
import org.cb1network.engine.stage.OutputPort;

/** The figures: as SVG if that is small, otherwise as PNG, with a description in words. */
final class FigureSection implements Section {

    private static final String SVG = "image/svg+xml";
    private static final String PNG = "image/png";
    private static final long LARGEST_SVG = 600_000;
    private static final long LARGEST_PNG = 8_000_000;

    @Override
    public String id() {
        return "figures";
    }

    @Override
    public String title() {
        return "Figures";
    }

    @Override
    public boolean write(ReportContent content, Html html) throws IOException {
        boolean any = false;
        for (ReportStage stage : content.stages()) {
            if (stage.drawsFiles() && stage.results().isPresent()) {
                any |= write(content, stage, stage.results().get(), html);
            }
        }
        return any;
    }

    private static boolean write(ReportContent content, ReportStage stage, StageResults results, Html html)
            throws IOException {
        Map<String, StoredOutput> pictures = new LinkedHashMap<>();
        for (OutputPort output : stage.spec().outputs()) {
            if (output instanceof FileOutput file && results.isSingle(file.name())) {
                pictures.putIfAbsent(file.mediaType(), results.single(file.name()));
            }
        }
        Optional<FigureMetadata> metadata = metadata(content.store(), pictures);
        String title = metadata.flatMap(FigureMetadata::title).orElse(stage.name());
        String description = metadata.flatMap(FigureMetadata::description)
                .or(() -> Optional.of(stage.spec().description()).filter(text -> !text.isEmpty()))
                .orElse(title);
        Optional<String> picture = picture(content.store(), pictures, title + ". " + description);
        if (picture.isEmpty()) {
            return false;
        }
        html.open("figure", "id", "figure-" + Html.id(stage.name()));
        html.open("div", "class", "scroll sheet", "role", "region", "tabindex", "0", "aria-label", title);
        html.wellFormed(picture.get()).close("div");
        html.open("figcaption").element("strong", title);
        if (!description.equals(title)) {
            html.text(". " + description);
        }
        html.text(" ").open("span", "class", "note").text("Drawn by ");
        html.element("a", stage.name(), "href", "#" + stage.anchor()).close();
        html.close("figcaption").close("figure");
        return true;
    }

    private static Optional<FigureMetadata> metadata(Store store, Map<String, StoredOutput> pictures)
            throws IOException {
        for (StoredOutput picture : pictures.values()) {
            Optional<FigureMetadata> metadata = FigureMetadata.read(store.read(picture));
            if (metadata.isPresent()) {
                return metadata;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> picture(Store store, Map<String, StoredOutput> pictures, String description)
            throws IOException {
        StoredOutput svg = pictures.get(SVG);
        if (svg != null && svg.length() < LARGEST_SVG) {
            Optional<String> inline = SvgFigure.inline(store.read(svg), description);
            if (inline.isPresent()) {
                return inline;
            }
        }
        StoredOutput png = pictures.get(PNG);
        if (png != null && png.length() < LARGEST_PNG) {
            return Optional.of(image(PNG, store.read(png), description));
        }
        // In an <img>, neither scripts nor external content are loaded, whatever the file contains.
        return svg != null && svg.length() < LARGEST_PNG
                ? Optional.of(image(SVG, store.read(svg), description))
                : Optional.empty();
    }

    private static String image(String mediaType, byte[] file, String description) {
        String data = "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(file);
        return new Html().empty("img", "src", data, "alt", description).finish();
    }
}
