package lucida.benchmarks.peers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import lucida.autodiff.Expr;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.core.kernel.KernelChoice;
import lucida.core.kernel.Kernels;
import lucida.layers.Forward;
import lucida.layers.Mode;
import lucida.layers.Model;
import lucida.plan.Plan;

/** This project, by one of its executors on the vector kernels. */
record LucidaEngine(String name, Function<Kernels, Executor> executor) implements PeerEngine {
  static final LucidaEngine PLAN = new LucidaEngine("plan", Plan::new);
  static final LucidaEngine INTERPRETER = new LucidaEngine("interpreter", kernels -> Executor.of(Precision.FLOAT32, kernels));

  @Override
  public Ready open(ForwardWork work, Path onnx, int threads) {
    Model model = work.model();
    Forward forward = model.network().write(work.batch(), Mode.INFERENCE);
    Executor.Compiled program = executor.apply(KernelChoice.named("vector", threads).kernels())
        .compile(Program.of(List.of(forward.scores())), model.givenWeights(forward));
    return new Compiled(program, Map.of(forward.x(), work.pictures()));
  }

  private record Compiled(Executor.Compiled program, Map<Expr, Tensor> pictures) implements Ready {
    @Override
    public float[] scores() {
      Tensor scores = program.run(pictures).getFirst();
      float[] cells = new float[scores.size()];
      for (int i = 0; i < cells.length; i++) cells[i] = (float) scores.cell(i);
      return cells;
    }

    @Override
    public void close() {}
  }
}
