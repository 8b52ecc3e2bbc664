package lucida.benchmarks.peers;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.autodiff.Expr;
import lucida.autodiff.Reverse;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.cam.Method;
import lucida.cam.Settings;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.cam.catalogue.Methods;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.core.kernel.KernelChoice;
import lucida.core.kernel.Kernels;
import lucida.layers.Forward;
import lucida.layers.Mode;
import lucida.layers.Model;
import lucida.plan.Plan;
import lucida.plan.PlannedProgram;
import lucida.plan.Stage;

/** This project, by one of its executors on the vector kernels. */
record LucidaEngine(String name, Function<Kernels, Executor> executor) implements PeerEngine {
  static final LucidaEngine PLAN = new LucidaEngine("plan", Plan::new);
  static final LucidaEngine INTERPRETER = new LucidaEngine("interpreter", kernels -> Executor.of(Precision.FLOAT32, kernels));

  @Override
  public boolean does(Task task) {
    return true;
  }

  @Override
  public Ready open(PeerWork work, NetworkFiles files, int threads) {
    Executor by = executor.apply(KernelChoice.named("vector", threads).kernels());
    Model model = files.model();
    return new Loaded(work.task().method().map(name -> maps(work, name, model, by)).orElseGet(() -> formula(work, model, by)));
  }

  @Override
  public boolean timesLayers() { return equals(PLAN); }

  @Override
  public List<LayerTime> layers(PeerWork work, NetworkFiles files, int threads, int runs) {
    Model model = files.model();
    Forward forward = model.network().write(work.batch(), Mode.INFERENCE);
    PlannedProgram program = new Plan(KernelChoice.named("vector", threads).kernels())
        .compile(Program.of(List.of(forward.scores())), model.givenWeights(forward));
    List<Double> seconds = program.measure(Map.of(forward.x(), work.pictures()), runs);
    return IntStream.range(0, seconds.size()).boxed().flatMap(i -> layer(program.stages().get(i), seconds.get(i))).toList();
  }

  private static Stream<LayerTime> layer(Stage stage, double seconds) {
    return stage instanceof Stage.Convolve convolve
        ? Stream.of(LayerTime.of(convolve.face().extents(), seconds))
        : Stream.empty();
  }

  /** The scores, or the gradient of one of them, as a program. */
  private static Supplier<Tensor> formula(PeerWork work, Model model, Executor by) {
    Forward forward = model.network().write(work.batch(), Mode.INFERENCE);
    Expr wanted = work.task() == Task.FORWARD
        ? forward.scores()
        : Reverse.gradient(forward.scores().at(1, Task.CLASS).sum(), forward.x());
    Executor.Compiled program = by.compile(Program.of(List.of(wanted)), model.givenWeights(forward));
    Map<Expr, Tensor> pictures = Map.of(forward.x(), work.pictures());
    return () -> program.run(pictures).getFirst();
  }

  /** Maps as a user asks for them, a picture at a time. */
  private static Supplier<Tensor> maps(PeerWork work, String name, Model model, Executor by) {
    Subject subject = Subject.of(model, work.layer(), by);
    Method method = Methods.named(name, Settings.USUAL);
    Tensor pictures = work.pictures();
    List<Tensor> x = IntStream.range(0, work.batch()).mapToObj(n -> pictures.select(0, n)).toList();
    return () -> Tensor.stack(0,
        x.stream().map(one -> method.explain(subject.probe(one, Target.ofClass(Task.CLASS))).map()).toList());
  }

  private record Loaded(Supplier<Tensor> compute) implements Ready {
    @Override
    public float[] result() {
      Tensor result = compute.get();
      float[] cells = new float[result.size()];
      for (int i = 0; i < cells.length; i++) cells[i] = (float) result.cell(i);
      return cells;
    }

    @Override
    public void close() {}
  }
}
