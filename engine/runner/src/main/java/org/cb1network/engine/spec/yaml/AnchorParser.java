package org.cb1network.engine.spec.yaml;

import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactoryBuilder;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.Reader;
import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.events.NodeEvent;

/** Jackson's parser, which forgets the anchors of scalars, with a memory for them. */
final class AnchorParser extends YAMLParser {

    private AnchorParser(IOContext context, int parserFeatures, int formatFeatures, LoaderOptions options, Reader in) {
        super(context, parserFeatures, formatFeatures, options, null, in);
    }

    /** The anchor at the current value, or null. */
    @Nullable
    String anchor() {
        return _lastEvent instanceof NodeEvent event ? event.getAnchor() : null;
    }

    /** Makes such parsers. */
    static final class Factory extends YAMLFactory {

        @Serial
        private static final long serialVersionUID = 1;

        Factory(YAMLFactoryBuilder builder) {
            super(builder);
        }

        @Override
        protected YAMLParser _createParser(Reader in, IOContext context) {
            return new AnchorParser(context, _parserFeatures, _yamlParserFeatures, _loaderOptions, in);
        }
    }
}
