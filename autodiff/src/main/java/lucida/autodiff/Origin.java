package lucida.autodiff;

import java.util.Set;
import java.util.function.Supplier;

/**
 * Where a formula was written: "Net.java:12", or for a formula of a derivative "derivative of Net.java:12". Recorded only on request,
 * for formulas built inside {@link #recording}, or everywhere with {@code -Dlucida.origins=true}.
 */
public record Origin(String text) {
  /** Not recorded. */
  public static final Origin UNKNOWN = new Origin("");

  private static final String DERIVATIVE = "derivative of ";
  private static final boolean ALWAYS = Boolean.getBoolean("lucida.origins");
  private static final ScopedValue<Boolean> RECORDING = ScopedValue.newInstance();
  private static final ScopedValue<Origin> INHERITED = ScopedValue.newInstance();
  private static final Set<String> OWN_PACKAGES = Set.of("lucida.autodiff", "lucida.autodiff.op", "lucida.autodiff.function",
      "lucida.autodiff.run");

  /** Runs what builds formulas, each of which remembers the line outside this library that made it. */
  public static <T> T recording(Supplier<T> build) {
    return ScopedValue.where(RECORDING, true).call(build::get);
  }

  /** Runs what builds the derivative of a formula: what it makes remembers the line of that formula. */
  static <T> T inherit(Expr from, Supplier<T> build) {
    Origin origin = of(from);
    return passedOn(origin.text.startsWith(DERIVATIVE) || origin.isUnknown() ? origin : new Origin(DERIVATIVE + origin.text),
        build);
  }

  /** Runs what builds a formula again in another form: what it makes was written where that formula was. */
  static <T> T keep(Expr from, Supplier<T> build) {
    return passedOn(of(from), build);
  }

  private static Origin of(Expr from) { return from instanceof Apply node ? node.origin() : UNKNOWN; }

  private static <T> T passedOn(Origin origin, Supplier<T> build) {
    return origin.isUnknown() ? build.get() : ScopedValue.where(INHERITED, origin).call(build::get);
  }

  static Origin now() {
    if (INHERITED.isBound()) return INHERITED.get();
    return ALWAYS || RECORDING.isBound() ? caller() : UNKNOWN;
  }

  private static Origin caller() {
    return StackWalker.getInstance().walk(frames -> frames.filter(frame -> !isPassedOver(frame.getClassName())).findFirst()
        .map(frame -> new Origin(frame.getFileName() + ":" + frame.getLineNumber())).orElse(UNKNOWN));
  }

  /** Lines of this library, and of the JDK where it calls back. */
  private static boolean isPassedOver(String name) {
    return name.startsWith("java.") || OWN_PACKAGES.contains(packageOf(name));
  }

  private static String packageOf(String name) { return name.substring(0, Math.max(0, name.lastIndexOf('.'))); }

  /** Whether no origin was recorded. */
  public boolean isUnknown() { return text.isEmpty(); }

  @Override
  public String toString() { return isUnknown() ? "an unrecorded line" : text; }
}
