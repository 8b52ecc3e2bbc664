package lucida.cam;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.core.Shape;
import lucida.layers.Cut;
import lucida.layers.Forward;
import lucida.layers.Mode;
import lucida.layers.Model;

/**
 * The formulas of a model and the programs made of them, each written, scheduled and compiled once however many pictures and classes are
 * explained: the weights are fixed; pictures, activations and the explained class vary. Threads may share it.
 */
final class CompiledModel {
  /** What is kept at most; then the one that was not asked for longest is dropped. */
  private static final int KEPT = 64;

  private final Model model;
  private final Executor executor;
  /** By size of the pictures and key; models for pictures of other sizes share it. */
  private final SequencedMap<Object, Object> kept;

  /** With the weights in the executor's precision. */
  CompiledModel(Model model, Executor executor) {
    this(new Model(model.network(), model.weights().to(executor.precision())), executor, new LinkedHashMap<>(KEPT, 0.75f, true));
  }

  private CompiledModel(Model model, Executor executor, SequencedMap<Object, Object> kept) {
    this.model = model;
    this.executor = executor;
    this.kept = kept;
  }

  Model model() { return model; }

  Executor executor() { return executor; }

  /** The same network on pictures [C, H, W] of another size. */
  CompiledModel forPictures(Shape picture) {
    if (picture.equals(model.network().input())) return this;
    return once(List.of("size", picture), CompiledModel.class,
        () -> new CompiledModel(new Model(model.network().forPictures(picture), model.weights()), executor, kept));
  }

  /** The formulas for a number of pictures, cut at a layer. */
  Formulas formulas(String layer, int pictures) {
    return once(List.of("formulas", layer, pictures), Formulas.class,
        () -> Formulas.of(Cut.at(model.network().write(pictures, Mode.INFERENCE), layer)));
  }

  /** A program of formulas of this model, its weights fixed. */
  Executor.Compiled compiled(Program program, Forward forward) {
    return executor.compile(program, model.givenWeights(forward));
  }

  /** What has this key, made when it is first asked for. Two threads that ask at once may both make it; one is kept. */
  <T> T once(Object what, Class<T> type, Supplier<T> maker) {
    Object key = List.of(model.network().input(), what);
    synchronized (kept) {
      Object found = kept.get(key);
      if (found != null) return type.cast(found);
    }
    T made = maker.get();
    synchronized (kept) {
      kept.putIfAbsent(key, made);
      if (kept.size() > KEPT) kept.pollFirstEntry();
      return type.cast(kept.getOrDefault(key, made));
    }
  }
}
