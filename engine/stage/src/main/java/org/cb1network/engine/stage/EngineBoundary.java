package org.cb1network.engine.stage;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a type through which the engine and a stage talk, where the code fingerprint of the stage ends.
 *
 * <p>A stage's results are cached under a key that contains a fingerprint of all classes that the stage names, directly or through
 * others. Without a boundary that would be the whole engine, and every edit of the runner would make every result stale. Of a type with
 * this mark only what the stage relies on counts: the name and the descriptor of each method that it calls and of each field that it
 * reads. What stands behind them (method bodies, static initialisers, implementing classes) does not.
 *
 * <p>The mark is a promise: <em>nothing behind this type changes the bytes of a stage's outputs</em>. Breaking it yields stale results.
 * Three cases follow from it:
 *
 * <ul>
 *   <li>On a class or an interface (a stage context, the description of a port): the types of the project that its declarations name count
 *       with their code unless they are marked, too, because the engine exchanges objects of them with the stage.
 *   <li>On an annotation type (description, range or default of a parameter): its uses do not count. What such an
 *       annotation does to a parameter shows in the parameter's value, which has its own place in the key.
 *   <li>On a package, in {@code package-info.java}: all types of that package, not those of its subpackages.
 * </ul>
 *
 * <p>The mark of a top-level type holds for the types nested in it. It is not inherited by subtypes.
 *
 * @see org.cb1network.engine.runner.fingerprint.CodeFingerprinter
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.PACKAGE})
public @interface EngineBoundary {}
