package org.cb1network.engine.stage;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The default of a parameter, as written in YAML: {@code @Default("200 ms")}, {@code @Default("[1, 2]")}. Writing the
 * default in the pipeline changes nothing, not even cache keys.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {
    String value();
}
