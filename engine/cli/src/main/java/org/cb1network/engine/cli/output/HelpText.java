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
 * Fits the help to the width of the terminal, and keeps dotted names such as {@code stages.spontaneous} whole in it. picocli breaks lines after dots, so a letter stands for
 * each dot in a name while the lines are broken.
 */
public final class HelpText {

    private static final Pattern DOT_IN_NAME = Pattern.compile("\\.(?=\\w)");

    /** Columns that help has at least where its lines are broken by picocli, which refuses less. */
    public static final int LEAST_COLUMNS = 55;

    /** Wider lines are hard to read. */
    private static final int MOST_COLUMNS = 110;

    /** Wider than any line of help. */
    private static final int UNBROKEN = 2000;

    private static final Pattern GAP = Pattern.compile("(?<=\\S) {3,}");
    private static final Pattern DEEP_INDENT = Pattern.compile("^ {7,}", Pattern.MULTILINE);

    /** For private use, so no text has it. */
    private static final String STAND_IN = "\ue000";

    private HelpText() {}

    /**
     * Prepares the help of a command and of those below it.
     *
     * @param columns the width of the terminal; for narrow ones, {@link WrappingWriter} breaks the lines
     */
    public static void prepare(CommandLine command, int columns) {
        keepNamesWhole(command);
        if (columns < LEAST_COLUMNS) {
            command.setUsageHelpWidth(UNBROKEN);
            // The writer leaves lines with control characters whole.
            command.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
            closeGaps(command);
        } else {
            command.setUsageHelpWidth(Math.min(MOST_COLUMNS, columns));
        }
    }

    /** Lets descriptions follow the names of options, where there is no room for a column of their own. */
    private static void closeGaps(CommandLine command) {
        command.getHelpSectionMap().replaceAll((section, renderer) -> help -> withoutGaps(renderer.render(help)));
        command.getSubcommands().values().forEach(HelpText::closeGaps);
    }

    private static String withoutGaps(String help) {
        return DEEP_INDENT.matcher(GAP.matcher(help).replaceAll("  ")).replaceAll("      ");
    }

    private static void keepNamesWhole(CommandLine command) {
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
