package org.cb1network.engine.runner.spec.yaml;

import com.fasterxml.jackson.core.ErrorReportConfiguration;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.io.ContentReference;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.Reader;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.events.NodeEvent;

/**
 * Jackson's YAML parser, extended to report the anchors of scalars, which Jackson discards. Created without a factory,
 * because setting one up takes longer than reading a pipeline.
 */
final class AnchorParser extends YAMLParser {

    private AnchorParser(IOContext context, int features, LoaderOptions options, Reader in) {
        super(context, 0, features, options, null, in);
    }

    /**
     * Returns a parser of a text.
     *
     * @param maxDepth maximum nesting depth
     * @param maxLength maximum text length
     */
    static AnchorParser of(String text, int maxDepth, int maxLength) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(maxLength);
        IOContext context = new IOContext(
                StreamReadConstraints.builder().maxNestingDepth(maxDepth).build(),
                StreamWriteConstraints.defaults(),
                ErrorReportConfiguration.defaults(),
                new BufferRecycler(),
                ContentReference.unknown(),
                false);
        return new AnchorParser(context, Feature.EMPTY_STRING_AS_NULL.getMask(), options, new StringReader(text));
    }

    /** Returns the anchor at the current value, or null. */
    @Nullable
    String anchor() {
        return _lastEvent instanceof NodeEvent event ? event.getAnchor() : null;
    }
}
