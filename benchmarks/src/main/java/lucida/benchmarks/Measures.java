package lucida.benchmarks;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a benchmark measures, in one sentence, for the list. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Measures {
  String value();
}
