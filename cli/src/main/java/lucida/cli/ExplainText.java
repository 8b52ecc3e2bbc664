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
 * What {@code lucida explain} prints for people of one picture.
 *
 * @param out standard output
 * @param explained the classes that are explained
 * @param methods the names of the methods that may follow
 */
record ExplainText(PrintWriter out, List<ClassScore> explained, List<String> methods) {
  private static final int BAR = 24;
  private static final int CLASSES = 5;
  private static final double WEAK = 0.01;
  private static final int LONGEST = 44;
  private static final String PARTS = " ▏▎▍▌▋▊▉";

  /** The top classes and the explained ones with bars, and any notes before the first map. */
  void begin(ExplainedPicture picture) {
    out.println();
    out.println(PlainText.of(picture.stem()));
    picture.shown().notes().forEach(note -> out.println("  note: " + PlainText.of(note)));
    List<ClassScore> top = picture.listed(CLASSES, explained);
    int width = top.stream().mapToInt(s -> shortened(s.label()).length()).max().orElseThrow();
    for (ClassScore s : top)
      out.println(String.format(Locale.ROOT, "  %-" + width + "s  %s%s %.4g", shortened(s.label()), share(s), s.unit(), s.logit()));
    hint(picture).ifPresent(line -> out.println("  hint: " + line));
    picture.flags().forEach(flag -> out.println("  " + flag));
    out.println();
  }

  /** A line for a map. */
  void print(ExplainedMap map) {
    int method = methods.stream().mapToInt(String::length).max().orElse(1);
    int label = explained.stream().mapToInt(score -> shortened(score.label()).length()).max().orElse(1);
    out.println(line(map, method, label));
  }

  /** The methods that do not apply. */
  static void refusals(PrintWriter out, ExplainedPicture picture) {
    picture.refusals().forEach(r -> out.println("  " + r.method() + " does not apply: " + r.reason()));
  }

  /** What a score leaves open, and which option settles it; or that there is little to explain. */
  private Optional<String> hint(ExplainedPicture picture) {
    if (picture.scores().size() != 1) return weak();
    ClassScore score = picture.scores().getFirst();
    if (score.probability().isEmpty())
      return Optional.of("if this single score is a logit, --probabilities sigmoid gives its probability");
    boolean against = explained.stream().anyMatch(side -> side.side() instanceof Target.Against);
    return score.probability().getAsDouble() < 0.5 && !against
        ? Optional.of("the network decides against this class; --class against explains why")
        : Optional.empty();
  }

  private Optional<String> weak() {
    return explained.stream().filter(score -> score.probability().orElse(1) < WEAK).findFirst()
        .map(score -> "the network gives " + score.label() + " " + new Percentage(score.probability().orElseThrow())
            + "; a map of it is scaled to its own maximum, however small that is");
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
