package lucida.core.kernel;

import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/**
 * Operations on each cell, done one after the other in one pass over memory. What they read is numbered: first arrays of cells, then arrays of
 * the cells of one picture, which are repeated for every picture, then arrays of channels, of all pictures or of each, which are repeated at every place, then the results of the steps in their order.
 *
 * @param cells the number of arrays of cells
 * @param pictures the number of arrays of the cells of one picture
 * @param channels the number of arrays of channels
 * @param kept the steps whose results are stored, in the order of the arrays that they fill
 */
public record CellwiseChain(int cells, int pictures, int channels, List<Step> steps, List<Integer> kept) {
  /** One operation. */
  public sealed interface Step {
    /** The numbers of what it reads. */
    List<Integer> operands();

    /** The same on other operands. */
    Step numbered(IntUnaryOperator number);
  }

  /** a + b. */
  public record Plus(int a, int b) implements Step {
    @Override
    public List<Integer> operands() { return List.of(a, b); }

    @Override
    public Step numbered(IntUnaryOperator number) { return new Plus(number.applyAsInt(a), number.applyAsInt(b)); }
  }

  /** a · b. */
  public record Times(int a, int b) implements Step {
    @Override
    public List<Integer> operands() { return List.of(a, b); }

    @Override
    public Step numbered(IntUnaryOperator number) { return new Times(number.applyAsInt(a), number.applyAsInt(b)); }
  }

  /** factor · a. */
  public record Scaled(double factor, int a) implements Step {
    @Override
    public List<Integer> operands() { return List.of(a); }

    @Override
    public Step numbered(IntUnaryOperator number) { return new Scaled(factor, number.applyAsInt(a)); }
  }

  /** above · v where x > 0, below · v where x ≤ 0, NaN where x is NaN; 0 where the factor is 0. */
  public record Gated(double below, double above, int x, int v) implements Step {
    @Override
    public List<Integer> operands() { return List.of(x, v); }

    @Override
    public Step numbered(IntUnaryOperator number) { return new Gated(below, above, number.applyAsInt(x), number.applyAsInt(v)); }
  }

  /** The numbers of what its gates read, each once. */
  public List<Integer> gated() {
    return steps.stream().filter(Gated.class::isInstance).flatMap(step -> step.operands().stream()).distinct().toList();
  }

  /** The same, with the results of more steps kept behind those that are. */
  public CellwiseChain keeping(List<Integer> more) {
    return new CellwiseChain(cells, pictures, channels, steps, Stream.concat(kept.stream(), more.stream()).toList());
  }

  /** The number of what is read and computed. */
  public int operands() { return read() + steps.size(); }

  /** The number of what is read. */
  public int read() { return cells + pictures + channels; }
}
