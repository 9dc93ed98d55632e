package org.cb1network.engine.runner.spec.bind;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cb1network.engine.runner.spec.bind.ParameterType.Field;
import org.cb1network.engine.runner.spec.bind.ParameterType.Structure;
import org.cb1network.engine.stage.CommandOutput;
import org.cb1network.engine.stage.DataFile;
import org.cb1network.engine.stage.SourceFiles;
import org.jspecify.annotations.Nullable;

/** Decomposes values for {@link CanonicalParameters} and formats single values. */
final class CanonicalText {

    private static final ParameterType VARIANT = new ParameterType.Text();
    private static final ParameterType FILE = new ParameterType.File();

    private CanonicalText() {}

    /** A part of a value. */
    record Part(String key, ParameterType type, Object value) {}

    /** Returns the text of a value that is written as one text; null for one that is written in parts. */
    static @Nullable String of(ParameterType type, Object value) {
        if (type instanceof ParameterType.Scalar scalar) {
            return scalar(scalar, value);
        }
        if (type instanceof ParameterType.Maybe maybe) {
            return value instanceof Optional<?> optional && optional.isPresent()
                    ? of(maybe.value(), optional.get())
                    : null;
        }
        if (type instanceof ParameterType.Items items && value instanceof List<?> list) {
            if (list.isEmpty()) {
                return "[]";
            }
            return isInline(items.element()) ? inline(items, list) : null;
        }
        if (value instanceof SourceFiles sources) {
            return sources.files().isEmpty() ? "[]" : null;
        }
        if (value instanceof CommandOutput command) {
            return command.toString();
        }
        return type instanceof ParameterType.Dictionary && ((Map<?, ?>) value).isEmpty() ? "{}" : null;
    }

    private static String scalar(ParameterType.Scalar type, Object value) {
        if (type instanceof ParameterType.Quantity quantity) {
            String number = value instanceof Double d ? Decimals.text(d) : value.toString();
            return quantity.unit().isNone()
                    ? number
                    : number + " " + quantity.unit().symbol();
        }
        if (type instanceof ParameterType.Enumeration choice) {
            return choice.nameOf(value);
        }
        return value instanceof DataFile file ? "sha256:" + file.sha256() : value.toString();
    }

    private static boolean isInline(ParameterType type) {
        return type instanceof ParameterType.Scalar
                || (type instanceof ParameterType.Items items && isInline(items.element()));
    }

    private static String inline(ParameterType.Items type, List<?> list) {
        return list.stream()
                .map(item -> type.element() instanceof ParameterType.Items inner
                        ? inline(inner, (List<?>) item)
                        : quoted(scalar((ParameterType.Scalar) type.element(), item), type.element()))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** Quotes a text in a list that could be taken for two. */
    private static String quoted(String text, ParameterType type) {
        boolean plain = !(type instanceof ParameterType.Text)
                || (!text.isBlank()
                        && text.equals(text.strip())
                        && text.chars().noneMatch(c -> ",[]\"\\".indexOf(c) >= 0));
        return plain ? text : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Returns the parts of a value that is not written as one text. */
    static List<Part> parts(ParameterType type, Object value) {
        List<Part> parts = new ArrayList<>();
        addParts(type, value, parts);
        return parts;
    }

    private static void addParts(ParameterType type, Object value, List<Part> parts) {
        if (type instanceof ParameterType.Maybe maybe) {
            ((Optional<?>) value).ifPresent(present -> addParts(maybe.value(), present, parts));
        } else if (type instanceof ParameterType.Items items) {
            List<?> list = (List<?>) value;
            for (int i = 0; i < list.size(); i++) {
                parts.add(new Part(Integer.toString(i), items.element(), list.get(i)));
            }
        } else if (value instanceof SourceFiles sources) {
            sources.files().forEach((name, file) -> parts.add(new Part(name, FILE, file)));
        } else if (type instanceof ParameterType.Dictionary dictionary) {
            ((Map<?, ?>) value).forEach((key, part) -> parts.add(new Part(key.toString(), dictionary.element(), part)));
        } else if (type instanceof ParameterType.Union union) {
            union.variants().forEach((name, variant) -> {
                if (variant.type() == value.getClass()) {
                    if (!name.equals(union.defaultVariant())) {
                        parts.add(new Part(ParameterType.Union.KEY, VARIANT, name));
                    }
                    addParts(variant, value, parts);
                }
            });
        } else if (type instanceof Structure structure) {
            for (Field field : structure.sortedFields()) {
                parts.add(new Part(field.key(), field.type(), component(field, (Record) value)));
            }
        }
    }

    /** Returns a component of a record. */
    static Object component(Field field, Record record) {
        try {
            return field.accessor().invoke(record);
        } catch (InvocationTargetException | IllegalAccessException e) {
            throw new IllegalStateException("the component " + field.key() + " cannot be read", e);
        }
    }
}
