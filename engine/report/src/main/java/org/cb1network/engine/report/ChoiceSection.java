package org.cb1network.engine.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.runner.spec.ChoiceSpec;
import org.cb1network.engine.runner.spec.bind.Decimals;
import org.cb1network.engine.runner.spec.bind.Reference;
import org.cb1network.engine.runner.spec.bind.Value;
import org.cb1network.engine.table.Table;

/** The choices: results that became parameters, with computed and published values and which of the two was used. */
final class ChoiceSection implements Section {

    /**
     * Relative rounding difference allowed between the computed value of a choice and the number in its published text.
     */
    private static final double SAME = 1e-9;

    @Override
    public String id() {
        return "choices";
    }

    @Override
    public String title() {
        return "Choices";
    }

    /**
     * A choice with its values.
     *
     * @param spec the choice in the pipeline file
     * @param computed the computed value; empty if it is not available
     * @param confidence its confidence; empty if the choice names none, or it is not available
     */
    record Choice(ChoiceSpec spec, Optional<Value> computed, Optional<Value> confidence) {

        /** Returns whether both values are the same; empty if unknown. */
        Optional<Boolean> agrees() {
            if (computed.isEmpty()) {
                return Optional.empty();
            }
            String unit = unit().isEmpty() ? "1" : unit();
            if (computed.get().value() instanceof Number number) {
                boolean comparable = computed.get().unit().equals(unit);
                return !comparable
                        ? Optional.empty()
                        : Decimals.parse(publishedText())
                                .map(published -> Math.abs(published.doubleValue() - number.doubleValue())
                                        <= SAME * Math.abs(published.doubleValue()));
            }
            return Optional.of(computed.get().value().toString().equals(spec.published()));
        }

        /** Returns the computed value without its unit. */
        String computedText() {
            return text(computed);
        }

        /** Returns the published value without its unit. */
        String publishedText() {
            return spec.published().strip().split("\\s+", 2)[0];
        }

        /** Returns the unit of the published value; empty if it has none. */
        String unit() {
            String[] parts = spec.published().strip().split("\\s+", 2);
            return parts.length > 1 ? parts[1] : "";
        }
    }

    private static String text(Optional<Value> value) {
        return value.map(Value::value)
                .map(known -> known instanceof Number number ? NumberText.of(number.doubleValue()) : known.toString())
                .orElse(NumberText.NONE);
    }

    /** Returns all choices of the pipeline. */
    static List<Choice> choices(ReportContent content) throws IOException {
        List<Choice> choices = new ArrayList<>();
        for (ChoiceSpec spec : content.pipeline().choices().values()) {
            choices.add(new Choice(spec, value(content, spec.computed()), value(content, spec.confidence())));
        }
        return choices;
    }

    private static Optional<Value> value(ReportContent content, Optional<Reference> reference) throws IOException {
        if (reference.isEmpty()) {
            return Optional.empty();
        }
        ReportStage stage = content.stage(reference.get().stage());
        if (stage.results().isEmpty()) {
            return Optional.empty();
        }
        StoredOutput output = stage.results().get().single(reference.get().output());
        Table table = Table.read(content.store().read(output));
        return table.rows() == 0
                ? Optional.empty()
                : Optional.of(Value.first(table, reference.get().column().orElseThrow()));
    }

    @Override
    public boolean write(ReportContent content, Html html) throws IOException {
        List<Choice> choices = choices(content);
        if (choices.isEmpty()) {
            return false;
        }
        html.element(
                        "p",
                        "Values that the parametrization finds and all later stages use. Each can be set to the published"
                                + " value instead.",
                        "class",
                        "lead")
                .line();
        TableView view = new TableView(html);
        view.open("Choices of the pipeline beside the published ones");
        html.open("thead").open("tr");
        view.heading("Choice", "");
        view.heading("Computed", "number");
        view.heading("Published", "number");
        view.heading("Agreement", "");
        view.heading("Confidence", "number");
        view.heading("Used", "");
        view.heading("Chosen by", "");
        html.close("tr").close("thead").open("tbody").line();
        List<NumberText.Cell> computed =
                NumberText.aligned(choices.stream().map(Choice::computedText).toList());
        List<NumberText.Cell> published =
                NumberText.aligned(choices.stream().map(Choice::publishedText).toList());
        for (int i = 0; i < choices.size(); i++) {
            Choice choice = choices.get(i);
            html.open("tr");
            html.open("th", "scope", "row").text(choice.spec().name() + " ");
            html.element("span", choice.unit(), "class", "unit").close();
            view.number(computed.get(i));
            view.number(published.get(i));
            html.open("td");
            if (choice.agrees().isPresent()) {
                boolean agrees = choice.agrees().get();
                (agrees ? VerdictSign.GOOD : VerdictSign.BAD).write(html, agrees ? "agrees" : "differs");
            } else {
                VerdictSign.OPEN.write(html, "unknown");
            }
            html.close();
            html.element("td", text(choice.confidence()), "class", "number");
            view.text(choice.spec().use() == ChoiceSpec.Use.COMPUTED ? "computed" : "published");
            html.open("td");
            if (choice.spec().computed().isPresent()) {
                String stage = choice.spec().computed().get().stage();
                html.element("a", stage, "href", "#" + content.stage(stage).anchor());
            } else {
                html.text("given in the file");
            }
            html.close().close("tr");
        }
        html.close("tbody");
        view.close();
        return true;
    }
}
