package org.cb1network.engine.stage;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names what estimates the memory and the time that a point of a stage takes, so that no more points are computed at a time than memory
 * holds, and a run can say how long it will take. A stage without it is taken to need little of both.
 *
 * <p>It is a mark and not a method of the stage: an estimate changes no result, hence it must not enter the fingerprint of the
 * stage's code, as all its methods do.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface PointCost {

    /** A class with a constructor without arguments, for the parameters of the stage that the mark stands on. */
    Class<? extends CostEstimate<?>> value();
}
