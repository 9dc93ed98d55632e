package org.cb1network.engine.cli.output;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.IOptionRenderer;
import picocli.CommandLine.Help.IParameterRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Keeps dotted names such as {@code stages.spontaneous} whole in the help. picocli breaks lines after dots, so a letter stands for
 * each dot in a name while the lines are broken.
 */
public final class HelpText {

    private static final Pattern DOT_IN_NAME = Pattern.compile("(?<=\\w)\\.(?=\\w)");

    /** For private use, so no text has it. */
    private static final String STAND_IN = "\ue000";

    private HelpText() {}

    /** Prepares the help of a command and of those below it. */
    public static void keepNamesWhole(CommandLine command) {
        command.setHelpFactory(WholeNames::new);
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        usage.description(hidden(usage.description()));
        usage.footer(hidden(usage.footer()));
        Map<String, String> exitCodes = new LinkedHashMap<>();
        usage.exitCodeList().forEach((code, meaning) -> exitCodes.put(code, hidden(meaning)));
        usage.exitCodeList(exitCodes);
        command.getHelpSectionMap()
                .replaceAll((section, renderer) -> help -> renderer.render(help).replace(STAND_IN, "."));
        command.getSubcommands().values().forEach(HelpText::keepNamesWhole);
    }

    private static String[] hidden(String... lines) {
        return Stream.of(lines).map(HelpText::hidden).toArray(String[]::new);
    }

    private static String hidden(String text) {
        return DOT_IN_NAME.matcher(text).replaceAll(STAND_IN);
    }

    /** Descriptions of options and parameters cannot be changed before, only while they are rendered. */
    private static final class WholeNames extends Help {

        WholeNames(CommandSpec command, ColorScheme colors) {
            super(command, colors);
        }

        @Override
        public IOptionRenderer createDefaultOptionRenderer() {
            IOptionRenderer usual = super.createDefaultOptionRenderer();
            return (option, labels, colors) -> hidden(usual.render(option, labels, colors), colors);
        }

        @Override
        public IParameterRenderer createDefaultParameterRenderer() {
            IParameterRenderer usual = super.createDefaultParameterRenderer();
            return (parameter, labels, colors) -> hidden(usual.render(parameter, labels, colors), colors);
        }

        /** The last column has the descriptions. */
        private static Text[][] hidden(Text[][] rows, ColorScheme colors) {
            for (Text[] row : rows) {
                int last = row.length - 1;
                row[last] = colors.text(HelpText.hidden(row[last].plainString()));
            }
            return rows;
        }
    }
}
