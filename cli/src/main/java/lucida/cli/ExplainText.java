package lucida.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lucida.cam.Target;
import lucida.core.PlainText;
import lucida.report.ClassScore;
import lucida.report.ExplainedMap;
import lucida.report.ExplainedPicture;
import lucida.report.Percentage;

/**
 * What {@code lucida explain} prints for people.
 *
 * @param out standard output
 * @param all whether all methods were asked for: what does not apply is listed then, and else named on standard error
 */
record ExplainText(PrintWriter out, boolean all) {
  private static final int BAR = 24;
  private static final int CLASSES = 5;
  private static final int LONGEST = 44;
  private static final String PARTS = " ▏▎▍▌▋▊▉";

  /** The top classes and the explained ones with bars, a line for each map, and the methods that do not apply. */
  void print(ExplainedPicture picture) {
    out.println();
    out.println(PlainText.of(picture.stem()));
    picture.shown().notes().forEach(note -> out.println("  note: " + PlainText.of(note)));
    List<ClassScore> top = picture.listed(CLASSES);
    int width = top.stream().mapToInt(s -> shortened(s.label()).length()).max().orElseThrow();
    for (ClassScore s : top)
      out.println(String.format(Locale.ROOT, "  %-" + width + "s  %s%s %.4g", shortened(s.label()), share(s), s.unit(), s.logit()));
    hint(picture).ifPresent(line -> out.println("  hint: " + line));
    picture.flags().forEach(flag -> out.println("  " + flag));
    out.println();
    int method = picture.maps().stream().mapToInt(m -> m.method().length()).max().orElse(1);
    int label = picture.maps().stream().mapToInt(m -> shortened(m.of().label()).length()).max().orElse(1);
    picture.maps().forEach(map -> out.println(line(map, method, label)));
    if (all) picture.refusals().forEach(r -> out.println("  " + r.method() + " does not apply: " + r.reason()));
    out.flush();
  }

  /** What a single score leaves open, and which option settles it. */
  private static Optional<String> hint(ExplainedPicture picture) {
    if (picture.scores().size() != 1) return Optional.empty();
    ClassScore score = picture.scores().getFirst();
    if (score.probability().isEmpty())
      return Optional.of("if this single score is a logit, --probabilities sigmoid gives its probability");
    boolean explained = picture.maps().stream().anyMatch(map -> map.of().side() instanceof Target.Against);
    return score.probability().getAsDouble() < 0.5 && !explained
        ? Optional.of("the network decides against this class; --class against explains why")
        : Optional.empty();
  }

  private static String line(ExplainedMap map, int method, int label) {
    String flags = map.flags().isEmpty() ? "" : "  " + map.flags();
    return String.format(Locale.ROOT, "  %-" + method + "s  %-" + label + "s  %s  %s%s", map.method(), shortened(map.of().label()),
        map.map().origin().layer(), map.seconds() < 1 ? Math.round(1000 * map.seconds()) + " ms" : ProgressLine.time(map.seconds()),
        flags);
  }

  private static String shortened(String label) {
    return label.length() <= LONGEST ? label : label.substring(0, LONGEST - 1).strip() + "…";
  }

  /** A bar and a percentage, where there is one. */
  private static String share(ClassScore score) {
    return score.probability().isEmpty()
        ? ""
        : "%s %8s  ".formatted(bar(score.probability().getAsDouble()), new Percentage(score.probability().getAsDouble()));
  }

  /** As many blocks as the share has of the whole width, to an eighth of a block. */
  static String bar(double share) {
    int eighths = (int) Math.round(share * BAR * 8);
    String full = "█".repeat(eighths / 8) + (eighths % 8 == 0 ? "" : PARTS.charAt(eighths % 8));
    return full + " ".repeat(BAR - full.length());
  }
}
