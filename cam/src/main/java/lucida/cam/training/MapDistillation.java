package lucida.cam.training;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.function.Pooling;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Forward;
import lucida.layers.Mode;
import lucida.layers.Model;

/**
 * A student's map is pulled towards a teacher's — equations 27 and 28 of Chattopadhay, Sarkar, Howlader, Balasubramanian, WACV 2018, arXiv 1710.11063.
 *
 * <pre>
 *   ‖L_student − L_teacher‖²      [PP 10, EL 5]  of
 * </pre>
 *
 * <p>Deviation: both maps are divided by their maxima, for those of two networks have no common scale. The teacher sees the pictures of the step, as they are shifted and
 * mirrored, in inference; where its layer has another size, its map is resized.
 *
 * @param map of both
 * @param teacher with its weights, for pictures of the student's shape and the same classes
 * @param layer of the teacher
 * @param parameters an input for each parameter of the teacher, by its name
 */
public record MapDistillation(MapFormula map, Model teacher, String layer, SequencedMap<String, Input> parameters)
    implements
      ExplanationLoss {
  /** In the order given. */
  public MapDistillation {
    parameters = new LinkedHashMap<>(parameters);
  }

  /** With inputs of its own. */
  public MapDistillation(MapFormula map, Model teacher, String layer) {
    this(map, teacher, layer, inputs(teacher));
  }

  private static SequencedMap<String, Input> inputs(Model teacher) {
    SequencedMap<String, Input> inputs = new LinkedHashMap<>();
    teacher.network().parameters().forEach((name, shape) -> inputs.put(name, Input.of("teacher." + name, shape)));
    return inputs;
  }

  @Override
  public String name() { return "distil"; }

  @Override
  public Expr of(ExplainedBatch batch) {
    Shape seen = batch.forward().x().shape().without(0);
    if (!seen.equals(teacher.network().input()))
      throw new IllegalArgumentException("The loss distil: the teacher " + teacher.network().name() + " reads pictures "
          + teacher.network().input() + ", and the student " + seen);
    Forward forward = Forward.of(teacher.network(), batch.forward().x(), parameters, Mode.INFERENCE);
    if (!forward.scores().shape().equals(batch.forward().scores().shape()))
      throw new IllegalArgumentException("The loss distil: the teacher " + teacher.network().name() + " has "
          + forward.scores().shape().extent(1) + " classes, and the student " + batch.forward().scores().shape().extent(1));
    Expr taught = map.normalised(new ExplainedBatch(forward, layer, batch.given(), true)).stopGradient();
    Expr L = map.normalised(batch);
    Shape shape = L.shape(), other = taught.shape();
    Expr sized = other.equals(shape)
        ? taught
        : Pooling.bilinear(taught.reshape(other.insert(1, 1)), shape.extent(1), shape.extent(2)).reshape(shape);
    return L.minus(sized).square().sum(1, 2);
  }

  @Override
  public Map<Input, Tensor> fixed() {
    Map<Input, Tensor> fixed = new HashMap<>();
    parameters.forEach((name, input) -> fixed.put(input, Objects.requireNonNull(teacher.weights().tensors().get(name))));
    return fixed;
  }

  @Override
  public boolean wantsMasks() { return false; }
}
