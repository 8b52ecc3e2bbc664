package lucida.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.autodiff.run.Program;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;

/**
 * A planned program as a table with a line per stage: the shapes that it fills, millions of multiply-adds, the least memory traffic, and the time that is
 * predicted from them; if measured, also its time, its share of the total, and its rate as a percentage of that of a large matrix product in the same
 * process, which minimal filtering can exceed.
 *
 * @param rates what the machine does a second, from which times are predicted
 * @param seconds the measured time of each stage, the least of several runs
 */
public record Listing(PlannedProgram program, Rates rates, Optional<List<Double>> seconds) {
  /** Enough runs for just-in-time compilation to settle. */
  private static final int RUNS = 60;

  @Override
  public String toString() {
    List<List<String>> lines = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("", "fills", "stage", "M mul-adds", "KiB", "ms predicted"));
    if (seconds.isPresent()) head.addAll(List.of("ms", "% of all", "% of a product"));
    lines.add(head);
    IntStream.range(0, program.stages().size()).forEach(i -> lines.add(line(i)));
    return table(lines) + "\n" + summary();
  }

  private List<String> line(int i) {
    Stage stage = program.stages().get(i);
    List<String> line = new ArrayList<>(List.of(Integer.toString(i + 1),
        program.shapes(stage).stream().map(Shape::toString).collect(Collectors.joining(", ")), stage.text(),
        stage.multiplyAdds() == 0 ? "" : String.format(Locale.ROOT, "%.1f", stage.multiplyAdds() * 1e-6),
        String.format(Locale.ROOT, "%.0f", program.traffic(stage) / 1024.0), milliseconds(program.predicted(stage, rates))));
    seconds.ifPresent(all -> {
      double taken = all.get(i);
      line.add(milliseconds(taken));
      line.add(String.format(Locale.ROOT, "%.1f", 100 * taken / total(all)));
      line.add(stage.multiplyAdds() == 0
          ? ""
          : String.format(Locale.ROOT, "%.0f", 100 * stage.multiplyAdds() / taken / rates.multiplyAdds()));
    });
    return line;
  }

  private static String milliseconds(double seconds) { return String.format(Locale.ROOT, "%.3f", seconds * 1e3); }

  private static double total(List<Double> seconds) { return seconds.stream().mapToDouble(Double::doubleValue).sum(); }

  private String summary() {
    double adds = program.stages().stream().mapToLong(Stage::multiplyAdds).sum() * 1e-6;
    double predicted = program.stages().stream().mapToDouble(stage -> program.predicted(stage, rates)).sum();
    return String.format(Locale.ROOT,
        "%d stages, %.0f M multiply-adds in convolutions and products, %.1f MiB of memory in a run, %.1f ms predicted%s%n"
            + "predicted by %.0f G multiply-adds a second of a product of 512³, %.0f and %.0f GB/s of sums in the caches and in memory",
        program.stages().size(), adds, program.bytes() / (1024.0 * 1024), predicted * 1e3,
        seconds.map(all -> String.format(Locale.ROOT, ", %.1f measured", total(all) * 1e3)).orElse(""), rates.multiplyAdds() * 1e-9,
        rates.near() * 1e-9, rates.far() * 1e-9);
  }

  private static String table(List<List<String>> lines) {
    int columns = lines.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> line : lines) for (int c = 0; c < columns; c++) widths[c] = Math.max(widths[c], line.get(c).length());
    return lines.stream().map(line -> IntStream.range(0, columns)
        .mapToObj(c -> (c == 2
            ? line.get(c) + " ".repeat(widths[c] - line.get(c).length())
            : " ".repeat(widths[c] - line.get(c).length()) + line.get(c)))
        .collect(Collectors.joining("  ")).stripTrailing()).collect(Collectors.joining("\n"));
  }

  /** The listing of a program compiled by a plan, without measured times of its stages. */
  public static Listing of(Plan plan, Program program, Map<? extends Expr, Tensor> fixed, Kernels kernels) {
    return new Listing(plan.compile(program, fixed), Rates.measured(kernels), Optional.empty());
  }

  /** The same listing with measured times. */
  public Listing measuredOn(Map<? extends Expr, Tensor> varying) {
    return new Listing(program, rates, Optional.of(program.measure(varying, RUNS)));
  }
}
