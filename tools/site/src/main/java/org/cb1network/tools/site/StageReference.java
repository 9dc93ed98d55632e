package org.cb1network.tools.site;

import java.util.stream.Collectors;
import org.cb1network.engine.runner.spec.StageCatalog;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.engine.table.Column;

/** The reference of the stage types: their inputs and the tables that they write. */
final class StageReference {

    private StageReference() {}

    static String markdown(StageCatalog catalog) {
        StringBuilder text = new StringBuilder("""
                # Stage types

                Inputs and outputs of the stage types that the program brings. Their parameters are in [pipeline.yaml](pipeline-yaml.md).
                """);
        for (Stage<?> stage : catalog.stages()) {
            StageType<?> type = stage.type();
            text.append("\n## ").append(type.name()).append("\n\n");
            text.append(Markdown.sentence(type.summary())).append("\n");
            text.append("[Parameters](pipeline-yaml.md#with-")
                    .append(type.name())
                    .append(").\n");
            for (InputPort input : type.inputs()) {
                text.append("\n- input `").append(input.name()).append("`: ").append(described(input));
            }
            if (type.ports() != StageType.Ports.FIXED) {
                text.append("\nIts inputs are any tables, under names of your choice.");
            }
            text.append('\n');
            for (OutputPort output : type.outputs()) {
                append(output, text);
            }
        }
        return text.toString();
    }

    private static String described(InputPort input) {
        String columns = input.columns().stream()
                .map(column -> "`" + column.name() + "`")
                .collect(Collectors.joining(", "));
        return Markdown.text(input.description())
                + (columns.isEmpty() ? "" : "; columns " + columns)
                + (input.oneTablePerPoint() ? "; the tables of all points" : "")
                + (input.optional() ? "; may be left out" : "");
    }

    private static void append(OutputPort output, StringBuilder text) {
        text.append("\nOutput `")
                .append(output.name())
                .append("`: ")
                .append(Markdown.text(output.description()))
                .append("\n");
        if (output instanceof TableOutput table) {
            text.append("\n| column | type | unit | meaning |\n|---|---|---|---|\n");
            for (Column column : table.schema().columns()) {
                text.append("| `")
                        .append(column.name())
                        .append("` | ")
                        .append(Markdown.lowerCase(column.type()))
                        .append(" | ")
                        .append(Markdown.text(column.unit()))
                        .append(" | ")
                        .append(Markdown.text(column.description()))
                        .append(" |\n");
            }
        }
    }
}
