package lucida.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import lucida.autodiff.run.Executor;
import lucida.cam.Progress;
import lucida.cam.Subject;
import lucida.core.Precision;
import lucida.core.kernel.KernelChoice;
import lucida.layers.Model;
import lucida.pictures.Preprocessing;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How formulas are computed: options that several commands share. */
final class ComputationOptions {
  private static final int MOST_AT_ONCE = 4096;
  /** Each has memory for a batch of its own. */
  private static final int MOST_PICTURES = 4;

  @Option(names = "--precision", paramLabel = "f32|f64", defaultValue = "f32", description = "Compute in float32 or float64. Default: f32.")
  private String precision;

  @Option(names = "--executor", paramLabel = "plan|interpreter", description = "Compute with fused operations, in float32 only, or operation by operation, the reference that the plan is tested against. Default: plan in float32 on the vector kernels, else interpreter.")
  private Optional<String> executor = Optional.empty();

  @Option(names = "--batch", paramLabel = "N", defaultValue = "16", description = "The number of pictures computed at once where a method needs many, 1 to 4096. Default: 16.")
  private int batch;

  @Mixin
  private KernelOptions kernels;

  /** Checks that the options fit together. */
  void check() {
    Count.check("--batch", batch, MOST_AT_ONCE);
    execution();
  }

  Precision precision() {
    return switch (precision) {
      case "f32" -> Precision.FLOAT32;
      case "f64" -> Precision.FLOAT64;
      default -> throw new IllegalArgumentException("--precision " + precision + ": there are f32 and f64");
    };
  }

  /** How many pictures are computed at once. */
  int batch() { return batch; }

  /** What computes. */
  KernelChoice kernels() { return kernels.choice(); }

  /** "float32 by the plan on vector kernels". */
  String text() {
    return String.format(Locale.ROOT, "%s by the %s on %s kernels", precision(), execution(), kernels().kernels().name())
        .toLowerCase(Locale.ROOT);
  }

  /** What a page says of how pictures are prepared, what computes, and with which seed. */
  SequencedMap<String, String> facts(Preprocessing preprocessing, long seed) {
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put("preprocessing", preprocessing.name());
    facts.put("computed in", text());
    facts.put("seed", String.valueOf(seed));
    facts.put("version", Version.text());
    return facts;
  }

  /** A model at a layer. */
  Subject subject(Model model, String layer, Progress progress) {
    return subject(model, layer, execution().executor(precision(), kernels().kernels())).reporting(progress);
  }

  /** A model at a layer, by an executor. */
  Subject subject(Model model, String layer, Executor computes) {
    return Subject.of(model, layer, computes).inBatchesOf(batch);
  }

  /** How many pictures are judged at once, each by a thread of its own. */
  int picturesAtOnce() {
    return Math.min(MOST_PICTURES, kernels.threads());
  }

  /** What computes where several pictures are judged at once: each by its own thread, as far as there are no more threads than pictures. */
  NetworkTime executorOfPictures() {
    int each = picturesAtOnce() < kernels.threads() ? kernels.threads() : 1;
    return new NetworkTime(execution().executor(precision(), KernelChoice.named(kernels().kernels().name(), each).kernels()));
  }

  /** How the formulas are computed. */
  Execution execution() {
    Execution asked = executor.map(name -> EnumOption.named("--executor", name, Execution.values()))
        .orElseGet(() -> Execution.usual(precision(), kernels().kernels()));
    if (asked == Execution.PLAN && precision() == Precision.FLOAT64)
      throw new IllegalArgumentException("--executor plan computes in float32, not with --precision f64: leave out one of them");
    return asked;
  }
}
