package org.cb1network.engine.stage;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a type of the interface between the engine and stages, at which the code fingerprint of a stage ends.
 *
 * <p>A stage's results are cached under a key that contains a fingerprint of all classes that the stage refers to,
 * directly or through others. Without a boundary that would include the whole engine, and every edit of the runner
 * would make every result stale. Only the parts of a marked type that the stage relies on are included: the name and
 * descriptor of each method that it calls and of each field that it reads. The implementation (method bodies, static
 * initialisers, implementing classes) is not.
 *
 * <p>The annotation is a promise: <em>nothing behind this type changes the bytes of a stage's outputs</em>. Breaking
 * the promise yields stale results. Three rules follow:
 *
 * <ul>
 * <li>On a class or interface (a stage context, the description of a port): the project's types named in its
 *     declarations are included with their code unless they are marked, too, because the engine exchanges such objects
 *     with the stage.
 * <li>On an annotation type (description, range or default of a parameter): its uses are not included. The effect of
 *     such an annotation shows in the parameter's value, which is part of the key.
 * <li>On a package, in {@code package-info.java}: it applies to all types of that package, but not of its subpackages.
 * </ul>
 *
 * <p>The annotation of a top-level type applies to its nested types. Subtypes do not inherit it.
 *
 * @see org.cb1network.engine.runner.fingerprint.CodeFingerprinter
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.PACKAGE})
public @interface EngineBoundary {}
