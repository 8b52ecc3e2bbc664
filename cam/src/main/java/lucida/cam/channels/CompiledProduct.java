package lucida.cam.channels;

import java.util.List;
import java.util.Map;
import lucida.autodiff.Input;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.core.Shape;
import lucida.core.Tensor;

/** The product of matrices of two shapes, compiled once. */
record CompiledProduct(Input left, Input right, Executor.Compiled compiled) {
  static CompiledProduct of(Shape P, Shape Q, Executor executor) {
    Input left = Input.of("P", P), right = Input.of("Q", Q);
    return new CompiledProduct(left, right, executor.compile(Program.of(List.of(left.matmul(right))), Map.of()));
  }

  Tensor of(Tensor P, Tensor Q) { return compiled.run(Map.of(left, P, right, Q)).getFirst(); }
}
