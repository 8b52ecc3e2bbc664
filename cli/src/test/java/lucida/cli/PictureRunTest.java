package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import lucida.autodiff.run.Executor;
import lucida.autodiff.testkit.CountingExecutor;
import lucida.cam.Subject;
import lucida.pictures.ColourMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

class PictureRunTest {
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
    Subject subject = Subject.of(chosen.model(), "layer3", new CountingExecutor(Executor.float32(), samples));
    PictureRun run = new PictureRun(chosen, subject, options.saliency, List.of("scorecam", "scorecam-probability", "ablationcam"),
        Long.MAX_VALUE, ColourMap.DAWN, new ProgressLine(new PrintWriter(Writer.nullWriter()), false));
    run.of(run.bundled(), (_, _) -> {});
    return samples.get();
  }
}
