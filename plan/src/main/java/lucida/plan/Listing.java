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
import lucida.core.Floats;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;
import lucida.core.kernel.MatrixProduct;

/**
 * A planned program as a table with a line per stage: the cells it fills, millions of multiply-adds, and the least memory traffic; if
 * measured, also its time, its share of the total, and its rate as a percentage of that of a large matrix product in the same process,
 * which minimal filtering can exceed.
 */
public record Listing(PlannedProgram program, Optional<Measured> measured) {
  /**
   * Measured times of a program on this machine.
   *
   * @param seconds the time of each stage, the least of several runs
   * @param rate multiply-adds per second of a large matrix product
   */
  public record Measured(List<Double> seconds, double rate) {
    private static final int SIDE = 512;
    /** Enough runs for just-in-time compilation to settle. */
    private static final int RUNS = 60;

    /** Measures each stage over several runs, and a matrix product of size 512. */
    public static Measured of(PlannedProgram program, Map<? extends Expr, Tensor> varying, Kernels kernels) {
      Floats p = new Floats(new float[SIDE * SIDE]);
      Floats q = new Floats(new float[SIDE * SIDE]);
      Floats r = new Floats(new float[SIDE * SIDE]);
      double least = Double.POSITIVE_INFINITY;
      for (int run = 0; run < RUNS; run++) {
        long start = System.nanoTime();
        kernels.product(new MatrixProduct(1, SIDE, SIDE, SIDE), p, q, r);
        least = Math.min(least, (System.nanoTime() - start) * 1e-9);
      }
      return new Measured(program.measure(varying, RUNS), Math.pow(SIDE, 3) / least);
    }
  }

  @Override
  public String toString() {
    List<List<String>> lines = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("", "fills", "stage", "M mul-adds", "KiB"));
    if (measured.isPresent()) head.addAll(List.of("ms", "% of all", "% of a product"));
    lines.add(head);
    IntStream.range(0, program.stages().size()).forEach(i -> lines.add(line(i)));
    return table(lines) + "\n" + summary();
  }

  private List<String> line(int i) {
    Stage stage = program.stages().get(i);
    List<String> line = new ArrayList<>(
        List.of(Integer.toString(i + 1), stage.fills().stream().mapToLong(program::cells).sum() + " cells", stage.text(),
            stage.multiplyAdds() == 0 ? "" : String.format(Locale.ROOT, "%.1f", stage.multiplyAdds() * 1e-6),
            String.format(Locale.ROOT, "%.0f", program.traffic(stage) / 1024.0)));
    measured.ifPresent(m -> {
      double seconds = m.seconds().get(i);
      line.add(String.format(Locale.ROOT, "%.3f", seconds * 1e3));
      line.add(String.format(Locale.ROOT, "%.1f", 100 * seconds / total(m)));
      line.add(
          stage.multiplyAdds() == 0 ? "" : String.format(Locale.ROOT, "%.0f", 100 * stage.multiplyAdds() / seconds / m.rate()));
    });
    return line;
  }

  private static double total(Measured m) { return m.seconds().stream().mapToDouble(Double::doubleValue).sum(); }

  private String summary() {
    double adds = program.stages().stream().mapToLong(Stage::multiplyAdds).sum() * 1e-6;
    return String.format(Locale.ROOT, "%d stages, %.0f M multiply-adds in convolutions and products, %.1f MiB of memory in a run",
        program.stages().size(), adds,
        program.bytes() / (1024.0 * 1024)) + measured.map(m -> String.format(Locale.ROOT, ", %.1f ms", total(m) * 1e3)).orElse("");
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

  /** The listing of a program compiled by a plan, without measurements. */
  public static Listing of(Plan plan, Program program, Map<? extends Expr, Tensor> fixed) {
    return new Listing(plan.compile(program, fixed), Optional.empty());
  }

  /** The same listing with measured times. */
  public Listing measuredOn(Map<? extends Expr, Tensor> varying, Kernels kernels) {
    return new Listing(program, Optional.of(Measured.of(program, varying, kernels)));
  }
}
