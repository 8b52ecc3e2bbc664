package lucida.judge.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.LabelledPicture;
import lucida.judge.ObjectTruth;
import lucida.scenes.Box;

/**
 * Grids of scenes of n·n different classes — Rao, Böhle, Schiele, CVPR 2022, arXiv 2205.10435 [GT 2]: what speaks for a class is in its cell, so that the cell is the box of its object. With
 * it, the energy-based pointing game is the grid pointing game (GridPG). The label of grid i is that of cell i mod n². The network has to take pictures n times as large as it was trained on.
 *
 * @param scenes of one object each; those that follow one another are of different classes
 * @param n cells along a side
 * @param step how far the classes of a cell are from those of the cell before: 0 for a network that sees the whole grid, the number of classes where each cell has a head of its own
 */
public record GridSource(SceneSource scenes, int n, int step) implements PictureSource {
  /** Checks that there are enough scenes and classes. */
  public GridSource {
    int cells = n * n, classes = scenes.scenes().classes().size();
    if (n < 2 || cells > classes)
      throw new IllegalArgumentException(
          "a grid of " + n + "×" + n + " cells needs as many classes; there are " + classes
              + ", and it has 2 cells a side or more");
    if (scenes.count() < cells)
      throw new IllegalArgumentException("a grid of " + cells + " cells needs as many scenes, not " + scenes.count());
  }

  @Override
  public int count() { return scenes.count() / (n * n); }

  @Override
  public String name(int i) { return "grid-" + i; }

  @Override
  public List<String> notes() { return scenes.notes(); }

  @Override
  public SourcedPicture get(int i) {
    List<Integer> chosen = cells(i);
    List<LabelledPicture> cells = chosen.stream().map(scene -> scenes.get(scene).picture()).toList();
    int side = scenes.scenes().size();
    List<ObjectTruth> objects = new ArrayList<>();
    for (int m = 0; m < cells.size(); m++) {
      int top = m / n * side, left = m % n * side;
      objects
          .add(new ObjectTruth(m * step + cells.get(m).label().orElseThrow(), new Box(top, left, top + side - 1, left + side - 1),
              Optional.empty()));
    }
    OptionalInt label = OptionalInt.of(objects.get(i % cells.size()).label());
    return new SourcedPicture(new LabelledPicture(name(i), joined(cells, side), label, objects), List.of());
  }

  /** The scenes of grid i: from its first on, those of a class that is not there yet. */
  private List<Integer> cells(int i) {
    List<Integer> chosen = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    IntStream.iterate(n * n * i, s -> (s + 1) % scenes.count()).limit(scenes.count()).forEach(s -> {
      int label = scenes.scenes().label(s);
      if (chosen.size() < n * n && !labels.contains(label)) {
        chosen.add(s);
        labels.add(label);
      }
    });
    if (chosen.size() < n * n)
      throw new IllegalStateException("the scenes show only " + chosen.size() + " classes, a grid needs " + n * n);
    return chosen;
  }

  private Tensor joined(List<LabelledPicture> cells, int side) {
    int W = n * side, plane = W * W;
    Tensor first = cells.getFirst().x();
    return Tensor.filled(Shape.of(first.shape().extent(0), W, W), first.precision(), e -> {
      int c = e / plane, i = e % plane / W, j = e % W;
      return cells.get(i / side * n + j / side).x().at(c, i % side, j % side);
    });
  }
}
