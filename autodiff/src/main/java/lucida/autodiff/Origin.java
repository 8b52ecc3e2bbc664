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

  /** The origin of what is derived from a formula of this one. */
  Origin derivative() {
    return text.startsWith(DERIVATIVE) || isUnknown() ? this : new Origin(DERIVATIVE + text);
  }

  /** Runs what builds formulas that remember this line. */
  void during(Runnable build) {
    if (isUnknown()) build.run();
    else ScopedValue.where(INHERITED, this).run(build);
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
