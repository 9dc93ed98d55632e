package org.cb1network.engine.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.cb1network.engine.runner.spec.yaml.Spelling;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** Reads the values of options and parameters, and says what is wrong with them in words that users know. */
final class OptionValues {

    private OptionValues() {}

    /** Lets all commands of a program read their values in this way. */
    static void register(CommandLine program) {
        program.getSubcommands().values().forEach(OptionValues::registerNames);
        program.registerConverter(Path.class, OptionValues::path)
                .registerConverter(int.class, text -> number(text, Integer::valueOf, "a whole number"))
                .registerConverter(Integer.class, text -> number(text, Integer::valueOf, "a whole number"))
                .registerConverter(Long.class, text -> number(text, Long::valueOf, "a whole number"))
                .registerConverter(double.class, text -> number(text, Double::valueOf, "a number"));
    }

    private static Path path(String text) {
        if (text.isBlank()) {
            throw new TypeConversionException("it is empty; does a variable of the shell have no value?");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException(Arguments.describe(e));
        }
    }

    /** Lets a command explain wrong values of its options that choose from a list, with the names that users write. */
    private static void registerNames(CommandLine command) {
        command.getCommandSpec().options().stream()
                .map(OptionSpec::type)
                .filter(Class::isEnum)
                .forEach(type -> registerNames(type, command));
    }

    private static <E> void registerNames(Class<E> type, CommandLine command) {
        Map<String, E> constants = new LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            constants.put(((Enum<?>) constant).name().toLowerCase(Locale.ROOT), constant);
        }
        command.registerConverter(type, text -> {
            E constant = constants.get(text.toLowerCase(Locale.ROOT));
            if (constant == null) {
                String what = text.isBlank() ? "it is empty" : "there is no '" + Spelling.shorten(text) + "'";
                throw new TypeConversionException(what + "; " + Spelling.advice(text, constants.keySet()));
            }
            return constant;
        });
    }

    private static <N> N number(String text, Function<String, N> parser, String what) {
        try {
            return parser.apply(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + Spelling.shorten(text) + "' is not " + what);
        }
    }
}
