package org.cb1network.engine.runner.spec.bind;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cb1network.engine.runner.spec.bind.ParameterType.Field;
import org.cb1network.engine.runner.spec.bind.ParameterType.NumberKind;
import org.cb1network.engine.runner.spec.bind.ParameterType.Structure;
import org.cb1network.engine.runner.spec.yaml.Node;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.cb1network.engine.runner.spec.yaml.SourcePosition;
import org.cb1network.engine.runner.spec.yaml.YamlReader;
import org.cb1network.engine.stage.CommandOutput;
import org.cb1network.engine.stage.DataFile;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.DefaultVariant;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.Indices;
import org.cb1network.engine.stage.Name;
import org.cb1network.engine.stage.OutsideKey;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.Selectable;
import org.cb1network.engine.stage.Setting;
import org.cb1network.engine.stage.SharedDocument;
import org.cb1network.engine.stage.SourceFiles;
import org.cb1network.engine.stage.Unit;
import org.jspecify.annotations.Nullable;

/** Reads parameter types from records and their annotations. Errors found here are mistakes of the stage's author. */
public final class ParameterTypes {

    private final Set<Class<?>> open = new HashSet<>();

    private ParameterTypes() {}

    /**
     * Returns the parameters described by a record.
     *
     * @throws IllegalArgumentException if the record violates the rules of package {@link org.cb1network.engine.stage}
     */
    public static Structure of(Class<? extends Record> type) {
        return new ParameterTypes().structure(type, "");
    }

    private Structure structure(Class<? extends Record> type, String variant) {
        if (!open.add(type)) {
            throw new IllegalArgumentException(type.getName() + " contains itself");
        }
        RecordComponent[] components = type.getRecordComponents();
        List<Field> fields = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (RecordComponent component : components) {
            Field field = field(type, component);
            if (!keys.add(field.key())) {
                throw new IllegalArgumentException(type.getName() + " has two components '" + field.key() + "'");
            }
            fields.add(field);
        }
        open.remove(type);
        return new Structure(type, variant, description(type), fields, constructor(type, components));
    }

    private static <R extends Record> Constructor<R> constructor(Class<R> type, RecordComponent[] components) {
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
        }
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type.getName() + " has no canonical constructor", e);
        }
    }

    private Field field(Class<?> owner, RecordComponent component) {
        String where = owner.getName() + "." + component.getName();
        SharedDocument document = component.getType().getAnnotation(SharedDocument.class);
        Selectable selectable = component.getAnnotation(Selectable.class);
        ParameterType type = type(component.getGenericType(), component, where);
        Default defaultValue = component.getAnnotation(Default.class);
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        return new Field(
                key(component),
                type,
                defaultValue == null || document != null ? null : defaultNode(defaultValue.value(), type, where),
                description(component),
                accessor,
                document == null ? "" : document.value(),
                selectable == null ? "" : selectable.value(),
                component.isAnnotationPresent(OutsideKey.class));
    }

    private static Node defaultNode(String text, ParameterType type, String where) {
        try {
            Node node = YamlReader.readValue(text, SourcePosition.of("the default of " + where));
            Binder.checkDefault(node, type);
            return node;
        } catch (PipelineException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private ParameterType type(Type type, AnnotatedElement annotations, String where) {
        if (type instanceof Class<?> raw) {
            return plainType(raw, annotations, where);
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            Type[] arguments = generic.getActualTypeArguments();
            if (raw == List.class) {
                return new ParameterType.Items(type(arguments[0], annotations, where));
            }
            if (raw == Optional.class) {
                return new ParameterType.Maybe(type(arguments[0], annotations, where));
            }
            if (raw == Map.class && arguments[0] instanceof Class<?> key) {
                return new ParameterType.Dictionary(keyParser(key, where), type(arguments[1], annotations, where));
            }
        }
        throw unsupported(where, type);
    }

    private ParameterType plainType(Class<?> type, AnnotatedElement annotations, String where) {
        if (type == double.class || type == Double.class) {
            return quantity(NumberKind.DOUBLE, annotations, where);
        }
        if (type == int.class || type == Integer.class) {
            return quantity(NumberKind.INT, annotations, where);
        }
        if (type == long.class || type == Long.class) {
            return quantity(NumberKind.LONG, annotations, where);
        }
        if (type == boolean.class || type == Boolean.class) {
            return new ParameterType.Flag();
        }
        if (type == String.class) {
            return new ParameterType.Text();
        }
        if (type == DataFile.class) {
            return new ParameterType.File();
        }
        if (type == Setting.class) {
            return new ParameterType.Anything();
        }
        if (type == Indices.class) {
            return new ParameterType.Selection();
        }
        if (type == SourceFiles.class) {
            return new ParameterType.Sources();
        }
        if (type == CommandOutput.class) {
            return new ParameterType.Command();
        }
        if (type.isEnum()) {
            return choice(type);
        }
        if (type.isRecord()) {
            return structure(type.asSubclass(Record.class), "");
        }
        if (type.isSealed() && type.isInterface()) {
            return union(type, where);
        }
        throw unsupported(where, type);
    }

    private static IllegalArgumentException unsupported(String where, Type type) {
        return new IllegalArgumentException(where + " is a " + type.getTypeName() + ", which a parameter cannot be");
    }

    private static ParameterType quantity(NumberKind kind, AnnotatedElement annotations, String where) {
        Unit unit = annotations.getAnnotation(Unit.class);
        Range range = annotations.getAnnotation(Range.class);
        String symbol = unit == null ? UnitOfMeasure.NONE.symbol() : unit.value();
        UnitOfMeasure known = UnitOfMeasure.of(symbol)
                .orElseThrow(() -> new IllegalArgumentException(where + " has the unknown unit '" + symbol + "'"));
        return new ParameterType.Quantity(
                kind,
                known,
                range == null ? Double.NEGATIVE_INFINITY : range.min(),
                range == null ? Double.POSITIVE_INFINITY : range.max(),
                range != null && range.minExclusive(),
                range != null && range.maxExclusive());
    }

    private static ParameterType choice(Class<?> type) {
        Map<String, Object> constants = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            String javaName = ((Enum<?>) constant).name();
            try {
                Name name = type.getField(javaName).getAnnotation(Name.class);
                constants.put(
                        name != null
                                ? name.value()
                                : javaName.toLowerCase(Locale.ROOT).replace('_', '-'),
                        constant);
            } catch (NoSuchFieldException e) {
                throw new IllegalStateException("every enum constant is a field", e);
            }
        }
        return new ParameterType.Enumeration(constants);
    }

    private ParameterType union(Class<?> type, String where) {
        SortedMap<String, Structure> variants = new TreeMap<>();
        @Nullable String defaultVariant = null;
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            if (!permitted.isRecord()) {
                throw unsupported(where, permitted);
            }
            Name name = permitted.getAnnotation(Name.class);
            String variant = name != null ? name.value() : kebabCase(permitted.getSimpleName());
            Structure structure = structure(permitted.asSubclass(Record.class), variant);
            if (structure.indexOf(ParameterType.Union.KEY) >= 0) {
                throw new IllegalArgumentException(
                        permitted.getName() + " has a component 'type', which names the variant");
            }
            variants.put(variant, structure);
            defaultVariant = permitted.isAnnotationPresent(DefaultVariant.class) ? variant : defaultVariant;
        }
        return new ParameterType.Union(variants, defaultVariant);
    }

    /**
     * Returns the parser of a key type other than String, which has a public static method {@code parse(String)} that
     * reads what its toString returns.
     */
    private static @Nullable Method keyParser(Class<?> key, String where) {
        if (key == String.class) {
            return null;
        }
        try {
            Method parse = key.getMethod("parse", String.class);
            if (Modifier.isStatic(parse.getModifiers()) && parse.getReturnType() == key) {
                return parse;
            }
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(where + ": the keys have no method parse(String)", e);
        }
        throw unsupported(where, key);
    }

    private static String key(RecordComponent component) {
        Name name = component.getAnnotation(Name.class);
        if (name != null) {
            return name.value();
        }
        String key = kebabCase(component.getName());
        Unit unit = component.getAnnotation(Unit.class);
        String suffix = unit == null ? "" : "-" + unit.value().toLowerCase(Locale.ROOT);
        return unit != null && key.endsWith(suffix) ? key.substring(0, key.length() - suffix.length()) : key;
    }

    /** Converts {@code weightNs} to {@code weight-ns}, and {@code CB1Inhibition} to {@code cb1-inhibition}. */
    static String kebabCase(String name) {
        StringBuilder kebab = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean upper = Character.isUpperCase(c);
            boolean afterLower = i > 0 && !Character.isUpperCase(name.charAt(i - 1));
            boolean beforeLower = i > 0 && i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1));
            if (upper && i > 0 && (afterLower || beforeLower)) {
                kebab.append('-');
            }
            kebab.append(Character.toLowerCase(c));
        }
        return kebab.toString();
    }

    private static String description(AnnotatedElement element) {
        Annotation annotation = element.getAnnotation(Describe.class);
        return annotation instanceof Describe describe ? describe.value() : "";
    }
}
