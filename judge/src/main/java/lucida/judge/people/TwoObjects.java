package lucida.judge.people;

import java.util.List;
import java.util.Optional;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.LabelledPicture;
import lucida.judge.ObjectTruth;
import lucida.pictures.Filter;
import lucida.pictures.Resize;

/**
 * A picture with objects of two classes, for a forced choice between them.
 *
 * @param picture that shows them
 * @param classes the two, by number
 * @param where 1 on the objects of each class, else 0, [H, W] each
 */
public record TwoObjects(LabelledPicture picture, List<Integer> classes, List<Tensor> where) {
  /** Of a picture, if it has objects of two classes or more: the first two. */
  public static Optional<TwoObjects> of(LabelledPicture picture) {
    List<Integer> classes = picture.objects().stream().map(ObjectTruth::label).distinct().limit(2).toList();
    if (classes.size() < 2) return Optional.empty();
    return Optional.of(new TwoObjects(picture, classes, classes.stream().map(c -> where(picture, c)).toList()));
  }

  /** 1 on the objects of a class, else 0, [H, W]. */
  public static Tensor where(LabelledPicture picture, int c) {
    Shape plane = picture.x().shape().without(0);
    return ObjectTruth.union(picture.objects().stream().filter(object -> object.label() == c).toList(), plane, Precision.FLOAT32);
  }

  /** Of each class the share of a map's energy on its objects. */
  public List<Double> energies(Tensor map) {
    return where.stream().map(region -> energy(map, region)).toList();
  }

  /**
   * The share of a map's energy in a region: Σ |L| there of Σ |L| anywhere. What is negative in a map of pixels is as strong to the eye as what is positive.
   *
   * @param map [h, w], or [C, H, W] whose channels are added
   * @param region [H, W]
   */
  public static double energy(Tensor map, Tensor region) {
    Tensor plane = map.shape().rank() == 3 ? map.abs().sum(0) : map.abs();
    Tensor L = new Resize(region.shape().extent(1), region.shape().extent(0), Filter.BILINEAR).of(plane);
    double all = L.sum(), inside = 0;
    for (int e = 0; e < L.size(); e++) inside += L.cell(e) * region.cell(e);
    return all == 0 ? 0 : inside / all;
  }
}
