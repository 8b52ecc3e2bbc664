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

  private static final boolean ALWAYS = Boolean.getBoolean("lucida.origins");
  private static final ScopedValue<Boolean> RECORDING = ScopedValue.newInstance();
  private static final ScopedValue<Origin> INHERITED = ScopedValue.newInstance();
  private static final Set<String> OWN_PACKAGES = Set.of("lucida.autodiff", "lucida.autodiff.op", "lucida.autodiff.function");

  /** Runs what builds formulas, each of which remembers the line outside this library that made it. */
  public static <T> T recording(Supplier<T> build) {
    return ScopedValue.where(RECORDING, true).call(build::get);
  }

  /** Runs what builds the derivative of a formula: what it makes remembers the line of that formula. */
  static <T> T inherit(Expr from, Supplier<T> build) {
    if (!(from instanceof Apply node) || node.origin().isUnknown()) return build.get();
    String text = node.origin().text;
    Origin derived = text.startsWith("derivative of") ? node.origin() : new Origin("derivative of " + text);
    return ScopedValue.where(INHERITED, derived).call(build::get);
  }

  static Origin now() {
    if (INHERITED.isBound()) return INHERITED.get();
    return ALWAYS || RECORDING.isBound() ? caller() : UNKNOWN;
  }

  /** The first line on the way out that is neither of this library nor of the platform that it calls itself through. */
  private static Origin caller() {
    return StackWalker.getInstance().walk(frames -> frames.filter(frame -> !frame.getClassName().startsWith("java."))
        .filter(frame -> !OWN_PACKAGES.contains(packageOf(frame.getClassName()))).findFirst()
        .map(frame -> new Origin(frame.getFileName() + ":" + frame.getLineNumber())).orElse(UNKNOWN));
  }

  private static String packageOf(String name) { return name.substring(0, Math.max(0, name.lastIndexOf('.'))); }

  /** Whether it was not recorded. */
  public boolean isUnknown() { return text.isEmpty(); }

  @Override
  public String toString() { return isUnknown() ? "an unrecorded line" : text; }
}
