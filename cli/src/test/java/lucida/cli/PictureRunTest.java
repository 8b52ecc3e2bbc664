package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import lucida.autodiff.Expr;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.cam.Subject;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.pictures.ColourMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

class PictureRunTest {
  /** Counts the pictures, or activations of a layer, that are run through the network: of all that varies only they have four axes. */
  private record Counting(Executor executor, AtomicInteger samples) implements Executor {
    @Override
    public Precision precision() { return executor.precision(); }

    @Override
    public Executor in(Precision other) { return new Counting(executor.in(other), samples); }

    @Override
    public Compiled compile(Program program, Map<? extends Expr, Tensor> fixed) {
      Compiled compiled = executor.compile(program, fixed);
      return varying -> {
        varying.values().stream().map(Tensor::shape).filter(shape -> shape.rank() == 4)
            .mapToInt(shape -> shape.extent(0)).max().ifPresent(samples::addAndGet);
        return compiled.run(varying);
      };
    }
  }

  /** The options of explain that say what is run. */
  private static final class Options {
    @Mixin
    private ModelOptions model;
    @Mixin
    private SaliencyOptions saliency;
  }

  /** A forward of a masked picture gives the score of every class: two classes cost what one costs, A and S of the picture included. */
  @ParameterizedTest
  @ValueSource(strings = {"--layer=layer3", "--layer=layer2,layer3", "--layer=layer2,layer3 --fuse=max"})
  void severalClassesCostTheForwardsOfOne(String layers) throws IOException {
    assertEquals(forwards("top1", layers), forwards("top3", layers));
  }

  private static int forwards(String classes, String layers) throws IOException {
    Options options = new Options();
    new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(options))
        .parseArgs(("--class=" + classes + " " + layers).split(" "));
    ModelOptions.Chosen chosen = options.model.choose();
    AtomicInteger samples = new AtomicInteger();
    Subject subject = Subject.of(chosen.model(), "layer3", new Counting(Executor.float32(), samples));
    PictureRun run = new PictureRun(chosen, subject, options.saliency, List.of("scorecam", "scorecam-probability", "ablationcam"),
        Long.MAX_VALUE, ColourMap.DAWN, new ProgressLine(new PrintWriter(Writer.nullWriter()), false));
    run.of(run.bundled(), (_, _) -> {});
    return samples.get();
  }
}
