package lucida.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.core.Precision;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/** A table with the machine it was measured on, and the files it is written to. */
record Report(String name, LocalDateTime date, Machine machine, List<Map<Precision, Double>> peaks, List<Measured> cells) {
  /** The report in Markdown. */
  String markdown() {
    return files().title(name) + "\n\n" + machine + ".\n\n" + peak() + "\n\nMedians; rounds in turns: "
        + (peaks.size() - 1)
        + ", each in a new virtual machine; ± half the difference of the slowest and the fastest; percentages of the peak measured around the same round.\n\n"
        + new Table(cells).markdown();
  }

  private String peak() {
    List<Precision> measured = Stream.of(Precision.values()).filter(peaks.getFirst()::containsKey).toList();
    return "Peak, fused multiply-adds in registers on all processors, before, between and after: "
        + measured.stream().map(p -> p + " " + gigaflops(peak(p).getMin()) + " to " + gigaflops(peak(p).getMax()) + " GFLOP/s")
            .collect(Collectors.joining("; "))
        + "." + measured.stream().map(this::warning).collect(Collectors.joining());
  }

  private DoubleSummaryStatistics peak(Precision precision) {
    return peaks.stream().mapToDouble(p -> p.getOrDefault(precision, 0.0)).summaryStatistics();
  }

  private static String gigaflops(double rate) { return Table.digits(rate / 1e9); }

  /** The peak depends on the machine only: if it varies, something else was running. */
  private String warning(Precision precision) {
    double swing = peak(precision).getMax() / peak(precision).getMin() - 1;
    return swing <= Measured.UNSTEADY
        ? ""
        : "\n\n**The peak in " + precision + " varies by " + Math.round(swing * 100)
            + " %: other work ran on this machine. Measure again when it is idle.**";
  }

  /** Writes NAME-DATE.md and JMH's NAME-DATE.json, each whole or not at all, and returns the first. */
  Path write(Path directory, List<RunResult> results) throws IOException {
    return files().write(directory, markdown(), json(results));
  }

  private ReportFiles files() { return new ReportFiles(name, date); }

  /** JMH's own records, without the folder in which this machine keeps its JDK. */
  private static String json(List<RunResult> results) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
    }
    return bytes.toString(StandardCharsets.UTF_8).replaceAll("(\"jvm\" : \")[^\"]*[/\\\\]", "$1");
  }
}
