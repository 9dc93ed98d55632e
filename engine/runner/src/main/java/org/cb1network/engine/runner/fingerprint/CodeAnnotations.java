package org.cb1network.engine.runner.fingerprint;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.RecordComponentNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Removes annotations that cannot change what a class does: those not visible at run time, type annotations, and known
 * ones.
 */
final class CodeAnnotations {

    private final Predicate<String> counts;

    /**
     * Creates a filter.
     *
     * @param counts whether to keep an annotation type, given by its descriptor, if it is visible at run time
     */
    CodeAnnotations(Predicate<String> counts) {
        this.counts = counts;
    }

    void strip(ClassNode type) {
        type.visibleAnnotations = counting(type.visibleAnnotations);
        type.invisibleAnnotations = null;
        type.visibleTypeAnnotations = null;
        type.invisibleTypeAnnotations = null;
        type.fields.forEach(this::strip);
        type.methods.forEach(this::strip);
        if (type.recordComponents != null) {
            type.recordComponents.forEach(this::strip);
        }
    }

    private void strip(RecordComponentNode component) {
        component.visibleAnnotations = counting(component.visibleAnnotations);
        component.invisibleAnnotations = null;
        component.visibleTypeAnnotations = null;
        component.invisibleTypeAnnotations = null;
    }

    private void strip(FieldNode field) {
        field.visibleAnnotations = counting(field.visibleAnnotations);
        field.invisibleAnnotations = null;
        field.visibleTypeAnnotations = null;
        field.invisibleTypeAnnotations = null;
    }

    private void strip(MethodNode method) {
        method.visibleAnnotations = counting(method.visibleAnnotations);
        method.invisibleAnnotations = null;
        method.visibleTypeAnnotations = null;
        method.invisibleTypeAnnotations = null;
        List<AnnotationNode>[] onParameters = method.visibleParameterAnnotations;
        for (int i = 0; onParameters != null && i < onParameters.length; i++) {
            onParameters[i] = counting(onParameters[i]);
        }
        method.invisibleParameterAnnotations = null;
        method.visibleLocalVariableAnnotations = null;
        method.invisibleLocalVariableAnnotations = null;
        for (AbstractInsnNode instruction : method.instructions) {
            instruction.visibleTypeAnnotations = null;
            instruction.invisibleTypeAnnotations = null;
        }
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            block.visibleTypeAnnotations = null;
            block.invisibleTypeAnnotations = null;
        }
    }

    private @Nullable List<AnnotationNode> counting(@Nullable List<AnnotationNode> annotations) {
        return annotations == null
                ? null
                : annotations.stream()
                        .filter(annotation -> counts.test(annotation.desc))
                        .toList();
    }
}
