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
 * A planned program as a table: a line for each stage, with the cells it fills, its millions of multiply-adds and the bytes that it reads and
 * writes at least; where it was measured, its time, its share of the whole, and its rate as a percentage of that of a large matrix product in
 * the same process. Minimal filtering can exceed 100.
 */
public record Listing(PlannedProgram program, Optional<Measured> measured) {
  /**
   * The time a program takes on this machine.
   *
   * @param seconds for each stage, the least of several runs
   * @param rate multiply-adds per second of a large matrix product
   */
  public record Measured(List<Double> seconds, double rate) {
    private static final int SIDE = 512;
    /** Enough for the compiler to be done. */
    private static final int RUNS = 60;

    /** Measures each stage over several runs, and a matrix product of 512³. */
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
    List<String> line = new ArrayList<>(List.of(Integer.toString(i + 1), program.cells(stage.writes()) + " cells", stage.text(),
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
    return String.format(Locale.ROOT, "%d stages, %.0f M multiply-adds in convolutions, %.1f MiB of memory in a run",
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

  /** The listing of some formulas, computed by a plan, on some values of what varies. */
  public static Listing of(Plan plan, Program program, Map<? extends Expr, Tensor> fixed) {
    return new Listing(plan.compile(program, fixed), Optional.empty());
  }

  /** The same, measured. */
  public Listing measuredOn(Map<? extends Expr, Tensor> varying, Kernels kernels) {
    return new Listing(program, Optional.of(Measured.of(program, varying, kernels)));
  }
}
