package lucida.cam.channels;

import java.util.List;
import java.util.Map;
import lucida.autodiff.Input;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.core.Shape;
import lucida.core.Tensor;

/** P Q of matrices of two shapes, compiled once. */
record CompiledProduct(Input p, Input q, Executor.Compiled compiled) {
  static CompiledProduct of(Shape P, Shape Q, Executor executor) {
    Input p = Input.of("P", P), q = Input.of("Q", Q);
    return new CompiledProduct(p, q, executor.compile(Program.of(List.of(p.matmul(q))), Map.of()));
  }

  Tensor of(Tensor P, Tensor Q) { return compiled.run(Map.of(p, P, q, Q)).getFirst(); }
}
