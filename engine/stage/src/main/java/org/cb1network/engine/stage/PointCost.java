package org.cb1network.engine.stage;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the class that estimates the memory and computing time of one point of a stage. The engine computes no more points
 * at a time than fit into memory, and predicts how long a run will take. Stages without this annotation are assumed to
 * need little of both.
 *
 * <p>This is an annotation and not a method of the stage, because an estimate changes no result and must therefore not
 * enter the stage's code fingerprint, as all its methods do.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface PointCost {

    /** Returns a class with a no-argument constructor that estimates for the parameters of the annotated stage. */
    Class<? extends CostEstimate<?>> value();
}
